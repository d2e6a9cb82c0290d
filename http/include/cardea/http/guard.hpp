// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/auth.hpp>
#include <cardea/http/message.hpp>
#include <cardea/http/problem.hpp>

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::http {

/// How a session was shown. Only the cookie comes by itself, and so can be made to come by another site.
enum class credential { cookie, bearer };

struct guard_options {
  /// Whose pages may send requests that change something: the application's own origin, and others it trusts;
  /// entries as `is_allowed_origin` takes them. Browsers that send Sec-Fetch-Site need no entry for the own
  /// origin; they leave it out over plain http. Never made from the request's Host (docs/security.md, T29).
  std::vector<std::string> origins{};
};

/// What a request shows, before anybody asks whether it is valid.
struct presented {
  std::optional<credential> via{};  ///< absent: nothing, or several headers of which none is to be believed
  std::string token{};              ///< empty: what was shown cannot be a token
};

/// Who asks, on records.
struct basic_identity {
  basic_validation who;
  credential via;
};

/// Finds who asks, refuses what another site makes a browser send, and sees to the headers that have to go
/// back. Knows no route and no socket. Safe to call from several threads at once if the store is.
///
/// A request shows one session at most:
///  - `Authorization: Bearer` counts alone; then the cookie is not looked at, even where the token is no
///    good. Otherwise a request could be checked as the one and answered as the other.
///  - Authorization of another scheme (Basic, of a proxy) leaves the cookie in force.
///  - Several Authorization fields, or several Cookie fields (RFC 6265 5.4 allows one), show nothing.
class basic_guard {
 public:
  /// `auth` outlives the guard. Throws `errc::invalid_argument` for an origin that is malformed.
  explicit basic_guard(basic_auth& auth, guard_options options = {});

  /// Never throws but for want of memory, whatever the bytes.
  [[nodiscard]] presented read(const request& incoming) const;

  /// Absent: nobody. Blocks on the database; throws `cardea::error` where that is broken, which is neither a
  /// yes nor a no: answer 503 then, and leave the cookie as it is.
  [[nodiscard]] std::optional<basic_identity> identify(const request& incoming);
  /// The same for many with one look-up: an answer for each, in their order. Throws for all where the
  /// database fails for one.
  [[nodiscard]] std::vector<std::optional<basic_identity>> identify(std::span<const request* const> incoming);

  /// Whether a request is to be refused because another site may have made the browser send it. True only for
  /// methods that change something (all but GET, HEAD, OPTIONS and TRACE) and for those that open a channel
  /// (Upgrade: websocket), with or without a session, so that nobody is signed in by another site either, and
  /// unless
  ///  - it shows a bearer token: no browser sends one by itself;
  ///  - Sec-Fetch-Site is "same-origin", or "none": the user's own doing;
  ///  - Origin is one of `origins`;
  ///  - it has neither of these headers and no session cookie: no browser sent it.
  [[nodiscard]] bool is_cross_site(const request& incoming) const;

  /// Adds what a response of this request owes, where the handler has not set the session cookie itself: the
  /// cookie again, where it was shown and the session was renewed; the blank one, where one was shown that is
  /// worth nothing. And always `Cache-Control: no-store` and `Vary: Cookie, Authorization`. `found` is what
  /// `identify` said of this very request.
  void settle(const request& incoming, const std::optional<basic_identity>& found, response& out) const;

  /// Puts the cookie of a session into a response, in the place of any other.
  void send_cookie(response& out, std::string_view token, const session_state& session) const;
  /// Makes the client forget its cookie.
  void send_blank_cookie(response& out) const;

  [[nodiscard]] basic_auth& auth() const noexcept { return *auth_; }

 protected:
  /// `session`: null where nobody was found.
  void settle(const request& incoming, credential via, const session_state* session, std::string_view token,
              response& out) const;

 private:
  [[nodiscard]] bool shows_cookie(const request& incoming) const;
  [[nodiscard]] bool sets_cookie(const response& out) const;
  void put_cookie(response& out, std::string line) const;

  basic_auth* auth_;
  guard_options options_;
  std::string line_start_;  ///< how each Set-Cookie of the session begins, "auth_session="
};

/// Who asks, with the application's attributes.
template <class UserAttributes = no_attributes, class SessionAttributes = no_attributes>
struct identity {
  cardea::session<SessionAttributes> session;
  cardea::user<UserAttributes> user;
  credential via;
};

/// The same over `cardea::auth`, and the whole way of a request in one call.
template <class UserAttributes = no_attributes, class SessionAttributes = no_attributes>
class guard : public basic_guard {
 public:
  using auth_type = cardea::auth<UserAttributes, SessionAttributes>;
  using identity = http::identity<UserAttributes, SessionAttributes>;
  using session = typename auth_type::session;

  explicit guard(auth_type& auth, guard_options options = {})
      : basic_guard{auth.basic(), std::move(options)}, auth_{&auth} {}

  [[nodiscard]] std::optional<identity> identify(const request& incoming) {
    auto shown = read(incoming);
    if (!shown.via || shown.token.empty()) return std::nullopt;
    auto found = auth_->validate(shown.token);
    if (!found) return std::nullopt;
    return identity{std::move(found->session), std::move(found->user), *shown.via};
  }

  void settle(const request& incoming, const std::optional<identity>& found, response& out) const {
    if (!found) return basic_guard::settle(incoming, std::optional<basic_identity>{}, out);
    basic_guard::settle(incoming, found->via, &found->session, found->session.token, out);
  }

  /// Refuses a cross-site request (403), finds who asks, calls `handler(found)`, which returns a response,
  /// and settles that. Blocks; passes on what the database and the handler throw.
  template <std::invocable<const std::optional<identity>&> Handler>
  [[nodiscard]] response answer(const request& incoming, Handler&& handler) {
    if (is_cross_site(incoming)) return cross_site_refused();
    const auto found = identify(incoming);
    response out = handler(found);
    settle(incoming, found, out);
    return out;
  }

  /// The same for those who are signed in; others are told 401.
  template <std::invocable<const identity&> Handler>
  [[nodiscard]] response require(const request& incoming, Handler&& handler) {
    return answer(incoming, [&](const std::optional<identity>& found) -> response {
      if (!found) return unauthenticated();
      return handler(*found);
    });
  }

  /// After `auth.create_session`: the client gets the cookie.
  void sign_in(response& out, const session& made) const { send_cookie(out, made.token, made); }

  /// Ends the session, and makes the client forget its cookie if that is how it came.
  void sign_out(response& out, const identity& who) {
    auth_->revoke(who.session.id);
    if (who.via == credential::cookie) send_blank_cookie(out);
  }

 private:
  auth_type* auth_;
};

template <class U, class S>
guard(cardea::auth<U, S>&) -> guard<U, S>;
template <class U, class S>
guard(cardea::auth<U, S>&, guard_options) -> guard<U, S>;

}  // namespace cardea::http
