// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/// A TCP port on loopback that nobody listened on a moment ago.
inline int free_port() {
  const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  auto* name = reinterpret_cast<sockaddr*>(&at);
  const bool done = one >= 0 && bind(one, name, size) == 0 && getsockname(one, name, &size) == 0;
  close(one);
  if (!done) throw std::runtime_error{"there is no free port"};
  return ntohs(at.sin_port);
}

/// A folder for a server of a test's own, gone with this object. It belongs to `user`: servers refuse to run
/// as root, and then run as that one.
class server_folder {
 public:
  explicit server_folder(const char* user) : user_{geteuid() == 0 ? getpwnam(user) : nullptr} {
    auto name = (std::filesystem::temp_directory_path() / "cardea-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error{"no folder can be made: " + name};
    path_ = name;
    if (geteuid() == 0 && (!user_ || chown(name.c_str(), user_->pw_uid, user_->pw_gid) != 0))
      throw std::runtime_error{std::string{"there is no user "} + user};
  }
  ~server_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  server_folder(const server_folder&) = delete;
  server_folder& operator=(const server_folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Of the user, where there is one to become.
  [[nodiscard]] const passwd* user() const noexcept { return user_; }
  void write(const char* file, const std::string& text) const { std::ofstream{path_ / file} << text; }
  [[nodiscard]] std::string read(const char* file) const {
    std::ostringstream text;
    text << std::ifstream{path_ / file}.rdbuf();
    return text.str();
  }

 private:
  const passwd* user_;
  std::filesystem::path path_{};
};

/// A program that runs in a folder, as its user, with what it says in the file "said". It does not outlive
/// this object, nor the thread that made it.
class process {
 public:
  process(const server_folder& in, std::vector<std::string> command) {
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto said = (in.path() / "said").string(), folder = in.path().string();
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error{"fork"};
    if (pid_ == 0) run(in.user(), folder.c_str(), said.c_str(), arguments.data());
  }
  ~process() { kill_all(); }
  process(const process&) = delete;
  process& operator=(const process&) = delete;

  /// With SIGKILL, and every child of its too: none has a last word.
  void kill_all() noexcept {
    if (pid_ <= 0) return;
    kill(pid_, SIGSTOP);  // No child is born any more.
    const auto born = children();
    for (const auto child : born) kill(child, SIGKILL);
    wait_after(SIGKILL);
    for (const auto child : born)
      while (kill(child, 0) == 0 && state_of(child).first != 'Z')
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  /// The exit status, once it has ended.
  int wait() noexcept { return wait_after(0); }
  [[nodiscard]] bool has_ended() noexcept {
    if (pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = 0;
    return pid_ <= 0;
  }

 private:
  [[noreturn]] static void run(const passwd* user, const char* folder, const char* said,
                               char* const* arguments) noexcept {
    if (user && (initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
                 setuid(user->pw_uid) != 0))
      _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = open(said, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    if (chdir(folder) != 0) _exit(126);
    execv(arguments[0], arguments);
    _exit(127);
  }
  int wait_after(int signal) noexcept {
    if (pid_ <= 0) return 0;
    if (signal != 0) kill(pid_, signal);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  /// Its state, as a letter, and its parent.
  static std::pair<char, pid_t> state_of(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    std::string line;
    std::getline(file, line);
    std::istringstream rest{line.substr(std::min(line.rfind(')') + 1, line.size()))};
    std::pair<char, pid_t> found{'Z', 0};
    rest >> found.first >> found.second;
    return found;
  }
  [[nodiscard]] std::vector<pid_t> children() const {
    std::vector<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
      const auto name = entry.path().filename().string();
      if (name.find_first_not_of("0123456789") != std::string::npos) continue;
      const auto pid = static_cast<pid_t>(std::stol(name));
      if (state_of(pid).second == pid_) found.push_back(pid);
    }
    return found;
  }

  pid_t pid_ = 0;
};
