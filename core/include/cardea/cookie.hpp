// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cardea {

enum class same_site { lax, strict, none };

struct scheme;

/// How a Set-Cookie value is spelled, so that it is byte for byte what the Lucia beside it writes.
enum class cookie_style {
  lucia_v1,  ///< Lucia 0.6 to 2.7: Domain, Path, Expires, HttpOnly, Secure, SameSite
  lucia_v3,  ///< Lucia 3: Domain, Expires, HttpOnly, Max-Age, Path, SameSite, Secure
};

/// What the application decides about its session cookie. Each field has its own default: setting one does
/// not lose the others.
struct cookie_options {
  std::string name{};    ///< empty: the scheme's own, see `for_scheme`
  std::string domain{};  ///< empty: the host alone
  std::string path = "/";
  cardea::same_site same_site = cardea::same_site::lax;
  bool secure = true;
  bool http_only = true;
  /// false: the cookie outlives the session it names, as Lucia's `expires: false` (one year in 0.6 to 2.7,
  /// 400 days in 3), for applications whose pages are rendered ahead of time.
  bool expires = true;

  /// Throws `errc::invalid_argument` and says which rule of RFC 6265bis is broken: a name that is no token, a
  /// control character, a comma or semicolon in domain or path, SameSite=None without Secure, `__Host-`
  /// without Secure and Path=/ or with Domain, `__Secure-` without Secure.
  void check() const;

  /// The same with the scheme's name where none is given: `auth_session`, as every Lucia's; in the `cardea`
  /// layout
  /// `__Host-auth_session`, unless what was said of the other fields rules that prefix out. Checked.
  [[nodiscard]] cookie_options for_scheme(const scheme& rules) const;
};

/// One Set-Cookie value.
struct cookie {
  std::string name;
  std::string value;
  std::string domain;
  std::string path;
  std::optional<timestamp> expires;
  std::optional<std::chrono::seconds> max_age;
  cardea::same_site same_site = cardea::same_site::lax;
  bool secure = true;
  bool http_only = true;
  cookie_style style = cookie_style::lucia_v3;

  /// The value of a Set-Cookie header. Name and value are percent-encoded as by JavaScript's
  /// encodeURIComponent, but that the characters of standard base64 stay as they are in the token of the
  /// `cardea` layout (`raw`). `lucia_v1` writes the name as it is. Throws `errc::invalid_argument` where name
  /// and value together pass 4096 bytes (RFC 6265bis 5.6), and where name, domain or path would end the
  /// attribute they stand in.
  [[nodiscard]] std::string serialize() const;
  bool raw = false;  ///< write the value as it is; it must consist of cookie-octets (RFC 6265 4.1.1)
};

/// The value of the first cookie of that name in a Cookie header (RFC 6265 4.2.1), percent-decoded where that
/// can be done, otherwise as it stands; quotes around it are removed. Absent where there is none, where the
/// value holds a NUL or a control character, or where the header is longer than 64 KiB. Never throws,
/// whatever the bytes.
[[nodiscard]] std::optional<std::string> find_cookie(std::string_view header, std::string_view name);

}  // namespace cardea
