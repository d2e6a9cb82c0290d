// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cardea::http {

struct form_limits {
  std::size_t bytes = 64 * 1024;
  std::size_t fields = 100;
};

/// The fields of application/x-www-form-urlencoded: of a form's body, or of a query.
class form {
 public:
  /// Absent where the text is malformed or over the limits, and where a name or a value, decoded, is no UTF-8
  /// or holds a NUL. An empty text is a form without fields.
  [[nodiscard]] static std::optional<form> parse(std::string_view text, const form_limits& limits = {});

  /// The body of a request, if its Content-Type says that it is one.
  [[nodiscard]] static std::optional<form> of(const request& incoming, const form_limits& limits = {});

  /// The value of the field that occurs exactly once; a view into the form. Absent: it is missing, or there
  /// are several, of which this reader might take another one than the next.
  [[nodiscard]] std::optional<std::string_view> only(std::string_view name) const noexcept;

  /// In their order.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const noexcept {
    return fields_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace cardea::http
