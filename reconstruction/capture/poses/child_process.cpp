#include "reconstruction/capture/poses/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <thread>
#include <utility>

#include "reconstruction/core/error.h"
#include "reconstruction/core/file.h"

extern "C" char** environ;

namespace fsm::poses {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto kPatience = std::chrono::seconds(2);
constexpr auto kPollStep = std::chrono::milliseconds(100);
constexpr size_t kTail = 8192;
constexpr size_t kLongestLine = 65536;

class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  void reset(int value) {
    close();
    value_ = value;
  }

 private:
  void close() {
    if (value_ >= 0) ::close(value_);
    value_ = -1;
  }
  int value_;
};

Error cannotStart(const fs::path& program, int failure) {
  return {ErrorCode::internal, "The program " + quoted(program) + " cannot be started. Close other programs and try again.",
          std::strerror(failure)};
}

/// This process's environment with `changes` in it; the strings must outlive the pointers.
std::vector<std::string> environmentWith(const std::vector<std::string>& changes) {
  const auto nameOf = [](std::string_view entry) { return entry.substr(0, entry.find('=')); };
  std::vector<std::string> out = changes;
  for (char** entry = environ; *entry; ++entry)
    if (std::none_of(changes.begin(), changes.end(), [&](const std::string& c) { return nameOf(c) == nameOf(*entry); }))
      out.emplace_back(*entry);
  return out;
}

std::vector<char*> pointersTo(std::vector<std::string>& strings) {
  std::vector<char*> out;
  out.reserve(strings.size());
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// Output of a child cut into lines; keeps the end of it. Programs that draw progress bars end lines by a carriage return.
class Lines {
 public:
  explicit Lines(const std::function<void(const std::string&)>& receive) : receive_(receive) {}
  void add(std::string_view text) {
    tail_.append(text);
    if (tail_.size() > 2 * kTail) tail_.erase(0, tail_.size() - kTail);
    for (const char c : text) {
      if (c != '\n' && c != '\r' && line_.size() < kLongestLine)
        line_ += c;
      else
        flush();
    }
  }
  void flush() {
    if (line_.empty()) return;
    const std::string line = std::exchange(line_, {});
    receive_(line);
  }
  std::string tail() const { return tail_.size() > kTail ? tail_.substr(tail_.size() - kTail) : tail_; }

 private:
  const std::function<void(const std::string&)>& receive_;
  std::string line_, tail_;
};

struct SpawnSettings {
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
  SpawnSettings() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  /// Reads nothing, says everything into `output`, leads a group, and starts with the signals that a program expects.
  void prepare(int output) {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT}) sigaddset(&usual, signal);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
};

/// A running child; when it goes out of scope its group is ended and the child reaped.
class Child {
 public:
  explicit Child(const ChildCommand& command) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw cannotStart(command.program, errno);
    output_.reset(ends[0]);
    const Descriptor written(ends[1]);
    SpawnSettings settings;
    settings.prepare(written.get());
    std::vector<std::string> arguments = command.arguments;
    arguments.insert(arguments.begin(), command.program.string());
    std::vector<std::string> environment = environmentWith(command.environment);
    const std::vector<char*> argv = pointersTo(arguments), envp = pointersTo(environment);
    const int failure =
        posix_spawn(&pid_, command.program.c_str(), &settings.actions, &settings.attributes, argv.data(), envp.data());
    if (failure != 0) {
      pid_ = -1;
      throw cannotStart(command.program, failure);
    }
  }
  ~Child() { end(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int output() const { return output_.get(); }

  /// Whether it has ended by now; then `status` is what waitpid says.
  bool reap(int& status) {
    if (pid_ < 0) return true;
    const pid_t ended = waitpid(pid_, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return false;
    // What the child itself had started must not stay behind either.
    kill(-pid_, SIGKILL);
    pid_ = -1;
    return true;
  }

 private:
  void end() noexcept {
    int status = 0;
    if (pid_ < 0) return;
    kill(-pid_, SIGTERM);
    const auto deadline = Clock::now() + kPatience;
    while (!reap(status) && Clock::now() < deadline) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (pid_ < 0) return;
    kill(-pid_, SIGKILL);
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

  pid_t pid_ = -1;
  Descriptor output_;
};

/// Everything that can be read now; false when the output was closed.
bool drain(int output, Lines& lines) {
  std::array<char, 4096> buffer;
  const ssize_t got = read(output, buffer.data(), buffer.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  if (got > 0) lines.add({buffer.data(), static_cast<size_t>(got)});
  return got > 0;
}

}  // namespace

std::optional<fs::path> findProgram(const std::string& name) {
  const char* list = std::getenv("PATH");
  std::string_view rest = list ? list : "";
  while (!rest.empty()) {
    const size_t colon = rest.find(':');
    fs::path candidate = fs::path(rest.substr(0, colon)) / name;
    rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    std::error_code failed;
    if (candidate.is_absolute() && fs::is_regular_file(candidate, failed) && access(candidate.c_str(), X_OK) == 0)
      return candidate;
  }
  return std::nullopt;
}

ChildResult runChild(const ChildCommand& command, const std::function<void(const std::string&)>& line,
                     const std::function<void()>& tick) {
  Lines lines(line);
  Child child(command);
  int status = 0;
  bool open = true;
  for (;;) {
    tick();
    pollfd waiting{child.output(), POLLIN, 0};
    const int ready = open ? poll(&waiting, 1, static_cast<int>(kPollStep.count())) : 0;
    if (ready > 0) open = drain(child.output(), lines);
    if (!open) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    // A grandchild may keep the output open after the child's end: what is there is read, then that is all.
    if (ready <= 0 && child.reap(status)) break;
  }
  lines.flush();
  ChildResult result;
  result.tail = lines.tail();
  if (WIFEXITED(status)) result.exitCode = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  return result;
}

}  // namespace fsm::poses
