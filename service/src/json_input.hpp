// SPDX-License-Identifier: MIT
#pragma once
#include "attributes.hpp"
#include "exchange.hpp"

#include <boost/json/object.hpp>

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace cardea::service {

/// The JSON object in the body of a request. Members are asked for by the names of form fields,
/// "new_password" for "newPassword".
class json_input {
 public:
  /// Refuses another media type (415), what is no JSON object (400), and a member that is none of `members`
  /// (422): what a client sends and nobody reads would be a misunderstanding.
  [[nodiscard]] static answer<json_input> read(const exchange& of,
                                               std::initializer_list<std::string_view> members);

  /// The text of a member that has to be there. What is missing, or no text, is empty, and `refused` says so.
  [[nodiscard]] std::string_view text(std::string_view member);
  /// False where it is not there.
  [[nodiscard]] bool flag(std::string_view member);
  /// "attributes", an object.
  [[nodiscard]] given_attributes attributes();

  /// After all was asked for: what was wrong. Absent: nothing.
  [[nodiscard]] std::optional<refusal> refused() const;

 private:
  explicit json_input(boost::json::object all) : all_{std::move(all)} {}

  boost::json::object all_;
  std::vector<field_error> errors_{};
};

}  // namespace cardea::service
