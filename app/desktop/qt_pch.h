// The precompiled header of the window's libraries: what nearly all of them include anyway. Files include what they use themselves.
#pragma once

#include <QtGui>
#include <functional>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>
