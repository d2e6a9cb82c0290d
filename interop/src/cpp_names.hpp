// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/value.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

// C++ as clang-format writes it: 110 columns.
namespace cardea::interop::cpp {

/// A string literal of ASCII alone, so that no character of `text` can end it, or a line, or hide from a
/// reader. `text` holds no NUL.
[[nodiscard]] std::string literal(std::string_view text);

/// The text as it may stand in a comment: ASCII alone, and no line break that would end it.
[[nodiscard]] std::string one_line(std::string_view text);

/// The fields of a struct, one for each attribute, each unlike the others: of letters and digits of ASCII
/// parted by single underscores, 64 characters before a number at most. None is a word of the language or may
/// well be a macro: what has capitals alone is written small. None is one of the `reserved`.
[[nodiscard]] std::vector<std::string> field_names(const columns& attributes,
                                                   const std::set<std::string, std::less<>>& reserved = {});
/// The same for names that are no attributes'.
[[nodiscard]] std::vector<std::string> identifiers(const std::vector<std::string>& names,
                                                   const std::set<std::string, std::less<>>& reserved = {});

}  // namespace cardea::interop::cpp
