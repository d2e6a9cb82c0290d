// SPDX-License-Identifier: MIT
#include "write_file.hpp"

#include <cardea/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace cardea::cli {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw error{errc::unavailable, path + ": " + why};
}

/// Gone when the program leaves without `keep`.
class temporary {
 public:
  explicit temporary(const std::string& beside) {
    for (int number = 0;; ++number) {
      path_ = beside + "." + std::to_string(getpid()) + "-" + std::to_string(number) + ".tmp";
      file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (file_ >= 0) return;
      if (errno != EEXIST || number == 100)
        refuse(beside, "the file cannot be written (its folder has to be there, and to take new files)");
    }
  }
  temporary(const temporary&) = delete;
  temporary& operator=(const temporary&) = delete;
  ~temporary() {
    if (file_ >= 0) close(file_);
    if (!path_.empty()) unlink(path_.c_str());
  }

  bool write(std::string_view text) const noexcept {
    while (!text.empty()) {
      const auto done = ::write(file_, text.data(), text.size());
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(done));
    }
    return fsync(file_) == 0;
  }
  bool become(const std::string& path) noexcept {
    if (rename(path_.c_str(), path.c_str()) != 0) return false;
    path_.clear();
    return true;
  }

 private:
  std::string path_{};
  int file_ = -1;
};

}  // namespace

std::optional<std::string> read_file(const std::string& path) {
  std::error_code failed;
  const auto is = std::filesystem::status(path, failed);
  if (is.type() == std::filesystem::file_type::not_found) return std::nullopt;
  std::ifstream file{path, std::ios::binary};
  if (failed || !std::filesystem::is_regular_file(is) || !file) refuse(path, "the file cannot be read");
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (file.bad()) refuse(path, "the file cannot be read");
  return text;
}

void write_file(const std::string& path, std::string_view text) {
  // A link stays one, and what it leads to is written.
  std::error_code failed;
  const auto target = std::filesystem::weakly_canonical(path, failed).string();
  if (failed) refuse(path, "the file cannot be written");
  temporary made{target};
  if (!made.write(text) || !made.become(target)) refuse(path, "the file cannot be written");
}

target::target(std::string path_given, std::string text_given, bool force, std::string_view ours)
    : path{std::move(path_given)}, text{std::move(text_given)} {
  if (path.empty()) return;
  const auto there = read_file(path);
  changes = there != text;
  if (!there || !changes || force || (!ours.empty() && there->starts_with(ours))) return;
  throw error{errc::invalid_argument,
              path + " is there already and holds something else; --force replaces it"};
}

void target::write() const {
  if (changes) write_file(path, text);
}

}  // namespace cardea::cli
