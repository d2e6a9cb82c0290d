// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::http {

/// One header field. Names are compared without case (RFC 9110 5.1).
struct field {
  std::string_view name;
  std::string_view value;
};

/// A request, as any server can describe it: views into what the server holds until it is answered.
struct request {
  std::string_view method = "GET";  ///< as it was sent, in capitals (RFC 9110 9.1)
  std::string_view target = "/";    ///< origin-form: path and query, not decoded (RFC 9112 3.2.1)
  std::span<const field> fields{};  ///< in the order of their arrival, each occurrence for itself
  std::string_view body{};
  std::string_view peer{};  ///< the address at the other end of the connection, without a port; "192.0.2.1"
  bool is_secure = false;   ///< the connection itself is encrypted; a proxy's may be, see `client_of`

  /// Without the query.
  [[nodiscard]] std::string_view path() const noexcept { return target.substr(0, target.find('?')); }
  /// Behind the first question mark. Empty: there is none.
  [[nodiscard]] std::string_view query() const noexcept {
    const auto at = target.find('?');
    return at == std::string_view::npos ? std::string_view{} : target.substr(at + 1);
  }
  /// The value of the field that occurs exactly once. Absent: it is missing, or there are several.
  [[nodiscard]] std::optional<std::string_view> only(std::string_view name) const noexcept;
  /// Whether it occurs at all.
  [[nodiscard]] bool has(std::string_view name) const noexcept;
};

/// A response, whole in memory.
struct response {
  struct field {
    std::string name;
    std::string value;
  };
  int status = 200;
  std::vector<field> fields{};  ///< may hold several of one name: Set-Cookie
  std::string body{};

  /// Adds one, beside others of its name.
  response& add(std::string name, std::string value);
  /// Puts it in the place of all others of its name.
  response& set(std::string_view name, std::string value);
  /// The first of that name. Absent: there is none.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
};

/// Whether both are the same but for the case of ASCII letters.
[[nodiscard]] bool same_field_name(std::string_view a, std::string_view b) noexcept;

}  // namespace cardea::http
