// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cardea::cli {

/// What the file holds; nothing: there is none. Throws `errc::unavailable` where it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

/// Puts `text` in place of what the file held, at once: whoever reads it sees the one or the other. Its
/// folder is there. Throws `errc::unavailable`, and leaves the file as it was.
void write_file(const std::string& path, std::string_view text);

/// A file that is to hold `text`, and may: all that are to be written are asked before any is.
struct target {
  std::string path;  ///< empty: no file was asked for
  std::string text;
  bool changes = false;  ///< the file is not there, or holds something else

  /// Throws `errc::invalid_argument` where the file holds something else, unless it begins with `ours` or
  /// `force` says that it goes.
  target(std::string path, std::string text, bool force, std::string_view ours = {});
  void write() const;
};

}  // namespace cardea::cli
