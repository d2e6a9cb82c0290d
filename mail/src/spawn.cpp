// SPDX-License-Identifier: MIT
#include "spawn.hpp"

#include <cardea/error.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cardea::mail::detail {
namespace {

using std::chrono::milliseconds;

[[noreturn]] void fail(const std::string& what, int code) {
  throw error{errc::unavailable, what + ": " + std::generic_category().message(code)};
}

/// The input as a file in memory: a program that does not read it blocks nobody, and no SIGPIPE is sent.
class input_file {
 public:
  explicit input_file(std::string_view text) : file_{memfd_create("letter", MFD_CLOEXEC)} {
    if (file_ < 0) fail("a letter cannot be handed over", errno);
    while (!text.empty()) {
      const auto written = write(file_, text.data(), text.size());
      if (written < 0 && errno != EINTR) {
        const int why = errno;
        close(file_);
        fail("a letter cannot be handed over", why);
      }
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    lseek(file_, 0, SEEK_SET);
  }
  input_file(const input_file&) = delete;
  input_file& operator=(const input_file&) = delete;
  ~input_file() { close(file_); }
  [[nodiscard]] int get() const noexcept { return file_; }

 private:
  int file_;
};

/// How the program begins: with the standard files and no other, in a process group of its own, with signals
/// as they are by default whatever this thread does about them.
class plan {
 public:
  explicit plan(int input) {
    posix_spawn_file_actions_init(&files_);
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_adddup2(&files_, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  plan(const plan&) = delete;
  plan& operator=(const plan&) = delete;
  ~plan() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

std::vector<std::string> environment() {
  std::vector<std::string> kept;
  for (const std::string name : {"PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ"})
    if (const auto* value = std::getenv(name.c_str())) kept.push_back(name + '=' + value);
  return kept;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& one : texts) all.push_back(one.data());
  all.push_back(nullptr);
  return all;
}

bool is_program(const std::string& path) { return access(path.c_str(), X_OK) == 0; }

}  // namespace

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return is_program(name) ? name : "";
  const auto* path = std::getenv("PATH");
  std::string_view rest = path ? path : "/usr/sbin:/usr/bin:/sbin:/bin";
  while (!rest.empty() && !name.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    auto one = std::string{rest.substr(0, end)} + '/' + name;
    if (end > 0 && is_program(one)) return one;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

int run(const std::vector<std::string>& command, std::string_view input, milliseconds time_limit) {
  const input_file letter{input};
  plan how{letter.get()};
  auto arguments = command, variables = environment();
  pid_t child = 0;
  if (const int why = posix_spawn(&child, command.front().c_str(), &how.files_, &how.attributes_,
                                  pointers(arguments).data(), pointers(variables).data()))
    fail("the mail program cannot be started", why);
  const auto until = std::chrono::steady_clock::now() + time_limit;
  int status = 0;
  for (milliseconds pause{1};; pause = std::min(pause * 2, milliseconds{50})) {
    const auto ended = waitpid(child, &status, WNOHANG);
    if (ended == child) break;
    if (ended < 0 && errno != EINTR) fail("the mail program was lost", errno);
    if (std::chrono::steady_clock::now() >= until) {
      kill(-child, SIGKILL);
      while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
      }
      throw error{errc::unavailable,
                  "the mail program took longer than " + std::to_string(time_limit.count()) + " ms"};
    }
    std::this_thread::sleep_for(pause);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace cardea::mail::detail
