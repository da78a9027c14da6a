// The precompiled header of the window's libraries: what nearly all of them include. Files include what they use all the same.
#pragma once

#include <QtGui>
#include <functional>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>
