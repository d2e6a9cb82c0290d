// SPDX-License-Identifier: MIT
#pragma once
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::interop {

/// Throws `errc::invalid_argument`, with the file and the byte, where it is no JSON.
[[nodiscard]] boost::json::value parse_json(std::string_view text, const std::string& file);

/// A value in a JSON file that knows its place there. Whatever is not as it has to be is refused with
/// `errc::invalid_argument`, the file and the place: "FILE: tables.user.columns is missing". The value and
/// `file` outlive it.
class json_place {
 public:
  json_place(const boost::json::value& value, const std::string& file) : value_{&value}, file_{&file} {}

  [[nodiscard]] json_place at(std::string_view key) const;
  /// Nothing: there is no such member, or it is null.
  [[nodiscard]] std::optional<json_place> find(std::string_view key) const;
  /// The members of an object, or the elements of an array.
  [[nodiscard]] std::vector<json_place> all() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool truth() const;
  /// A text, or the empty one where there is none.
  [[nodiscard]] std::string text_or_empty(std::string_view key) const;
  [[nodiscard]] bool truth_or_false(std::string_view key) const;

  [[nodiscard]] const boost::json::value& value() const noexcept { return *value_; }
  [[nodiscard]] const std::string& key() const noexcept { return key_; }
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  [[nodiscard]] json_place member(const boost::json::value& value, std::string_view key) const;

  const boost::json::value* value_;
  const std::string* file_;
  std::string path_{}, key_{};
};

}  // namespace cardea::interop
