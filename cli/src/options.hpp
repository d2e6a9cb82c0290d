// SPDX-License-Identifier: MIT
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cardea::cli {

using pairs = std::vector<std::pair<std::string, std::string>>;

/// What was said of one option: a text, or the pairs of a TOML table.
using option_value = std::variant<std::string, pairs>;

/// By the option's name, which is the same on the command line and in the file.
using said = std::map<std::string, option_value, std::less<>>;

/// An option that every command has.
struct global_option {
  const char* name;
  const char* value;
  const char* help;
};
[[nodiscard]] const std::vector<global_option>& global_options();

/// "a=b,c=d", or the pairs of a table. Throws `errc::invalid_argument`, naming the option, for anything else
/// and where one name comes twice.
[[nodiscard]] pairs to_pairs(std::string_view option, const option_value& from, char separator);

/// The text; throws `errc::invalid_argument` for a table.
[[nodiscard]] const std::string& to_text(std::string_view option, const option_value& from);

/// The text as one word of a POSIX shell.
[[nodiscard]] std::string quoted_for_shell(const std::string& text);

/// Reads a TOML file. Throws `errc::invalid_argument` where it cannot be read, is no TOML, or has a key that
/// is no option. With `optional`, a file that is not there says nothing.
[[nodiscard]] said read_config(const std::string& path, bool optional);

}  // namespace cardea::cli
