// SPDX-License-Identifier: MIT
#include "api.hpp"
#include "json_input.hpp"
#include "password.hpp"
#include "routes.hpp"
#include "sign_in.hpp"
#include "sign_up.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <array>

namespace cardea::service {

http::response api_sign_up(exchange& of) {
  auto input = json_input::read(of, {"identifier", "password", "attributes", "token_in_body"});
  if (!input) return problem_of(input.no());
  const auto identifier = input->text("identifier");
  const auto password = input->text("password");
  of.keeps_cookies = !input->flag("token_in_body");
  const auto attributes = input->attributes();
  if (const auto no = input->refused()) return problem_of(*no);
  const auto made = sign_up(of, identifier, password, attributes);
  if (!made) return problem_of(made.no());
  if (!made->session) return json_response(202, {});
  return signed_in_response(of, 201, *made->session);
}

http::response api_sign_in(exchange& of) {
  auto input = json_input::read(of, {"identifier", "password", "token_in_body"});
  if (!input) return problem_of(input.no());
  const auto identifier = input->text("identifier");
  const auto password = input->text("password");
  of.keeps_cookies = !input->flag("token_in_body");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto begun = sign_in(of, identifier, password);
  if (!begun) return problem_of(begun.no());
  return signed_in_response(of, 200, *begun);
}

http::response api_sign_out(exchange& of) {
  if (of.who()) sign_out(of, of.who()->who);
  http::response out{.status = 204};
  return out;
}

http::response api_me(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    // The answer that is asked for most: most of them fit here, and need no memory of their own.
    std::array<unsigned char, 4096> room;
    boost::json::monotonic_resource memory{room.data(), room.size()};
    boost::json::object body{2, &memory};
    body.emplace("user", user_json(of.house, who.user, &memory));
    body.emplace("session", session_json(of.house, who.session, handle_of(who.session.id), true, &memory));
    return json_response(200, body);
  });
}

http::response api_delete_me(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    auto input = json_input::read(of, {"password"});
    if (!input) return problem_of(input.no());
    const auto password = input->text("password");
    if (const auto no = input->refused()) return problem_of(*no);
    const auto gone = delete_user(of, who, password);
    return gone ? http::response{.status = 204} : problem_of(gone.no());
  });
}

http::response api_password(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    auto input = json_input::read(of, {"current_password", "new_password"});
    if (!input) return problem_of(input.no());
    const auto current = input->text("current_password");
    const auto next = input->text("new_password");
    if (const auto no = input->refused()) return problem_of(*no);
    of.keeps_cookies = of.who()->via == http::credential::cookie;
    const auto begun = change_password(of, who, current, next);
    if (!begun) return problem_of(begun.no());
    return signed_in_response(of, 200, *begun);
  });
}

}  // namespace cardea::service
