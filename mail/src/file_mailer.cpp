// SPDX-License-Identifier: MIT
#include <cardea/mail/file_mailer.hpp>

#include <algorithm>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "checked.hpp"

namespace cardea::mail {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  const auto why = std::generic_category().message(errno);
  throw error{errc::unavailable, "a letter cannot be written to " + path.string() + ": " + why};
}

/// What is open is closed however the scope ends.
class descriptor {
 public:
  explicit descriptor(int one) noexcept : one_{one} {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() { close(one_); }
  [[nodiscard]] int get() const noexcept { return one_; }

 private:
  int one_;
};

void write_new(const std::filesystem::path& path, std::string_view text) {
  const int made = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) fail(path);
  const descriptor file{made};
  while (!text.empty()) {
    const auto written = ::write(file.get(), text.data(), text.size());
    if (written < 0 && errno != EINTR) fail(path);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

file_mailer::file_mailer(std::filesystem::path folder, sender from, const time_source& clock)
    : folder_{std::move(folder)}, from_{std::move(from)}, clock_{clock} {
  detail::require_sender(from_);
  std::error_code why;
  if (std::filesystem::create_directories(folder_, why)) {
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, why);
  }
  if (!std::filesystem::is_directory(folder_, why))
    throw error{errc::unavailable, "there is no folder " + folder_.string() + ", and none can be made"};
}

void file_mailer::send(const message& letter) {
  const auto now = clock_.now();
  const auto text = to_rfc5322(letter, from_, now, text_form::readable);
  auto name = to_iso8601(now);
  std::erase(name, ':');
  name += '-' + random_id(system_random(), {"abcdefghijklmnopqrstuvwxyz0123456789", 8});
  const auto path = folder_ / (name + ".eml"), unfinished = folder_ / ('.' + name);
  write_new(unfinished, text);
  std::error_code why;
  std::filesystem::rename(unfinished, path, why);
  if (why) throw error{errc::unavailable, "a letter cannot be named " + path.string() + ": " + why.message()};
}

}  // namespace cardea::mail
