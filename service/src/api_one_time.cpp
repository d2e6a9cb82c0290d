// SPDX-License-Identifier: MIT
#include "api.hpp"
#include "json_input.hpp"
#include "one_time.hpp"
#include "password.hpp"
#include "routes.hpp"

namespace cardea::service {

http::response api_request_password_reset(exchange& of) {
  auto input = json_input::read(of, {"identifier"});
  if (!input) return problem_of(input.no());
  const auto identifier = input->text("identifier");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto asked = request_password_reset(of, identifier);
  return asked ? json_response(202, {}) : problem_of(asked.no());
}

http::response api_password_reset(exchange& of) {
  auto input = json_input::read(of, {"token", "new_password"});
  if (!input) return problem_of(input.no());
  const auto token = input->text("token");
  const auto password = input->text("new_password");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto changed = reset_password(of, token, password);
  return changed ? http::response{.status = 204} : problem_of(changed.no());
}

http::response api_request_email_verification(exchange& of) {
  return with_session(of, [&](const basic_validation& who) {
    const auto asked = request_email_verification(of, who);
    return asked ? json_response(202, {}) : problem_of(asked.no());
  });
}

http::response api_email_verification(exchange& of) {
  auto input = json_input::read(of, {"token"});
  if (!input) return problem_of(input.no());
  const auto token = input->text("token");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto proven = confirm_email(of, token);
  return proven ? http::response{.status = 204} : problem_of(proven.no());
}

http::response api_request_sign_in_link(exchange& of) {
  auto input = json_input::read(of, {"identifier"});
  if (!input) return problem_of(input.no());
  const auto identifier = input->text("identifier");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto asked = request_sign_in_link(of, identifier, {});
  return asked ? json_response(202, {}) : problem_of(asked.no());
}

http::response api_sign_in_link(exchange& of) {
  auto input = json_input::read(of, {"token", "token_in_body"});
  if (!input) return problem_of(input.no());
  const auto token = input->text("token");
  of.keeps_cookies = !input->flag("token_in_body");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto begun = use_sign_in_link(of, token);
  return begun ? signed_in_response(of, 200, *begun) : problem_of(begun.no());
}

http::response api_request_sign_in_code(exchange& of) {
  auto input = json_input::read(of, {"identifier"});
  if (!input) return problem_of(input.no());
  const auto identifier = input->text("identifier");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto ticket = request_sign_in_code(of, identifier);
  return ticket ? json_response(202, {{"ticket", *ticket}}) : problem_of(ticket.no());
}

http::response api_sign_in_code(exchange& of) {
  auto input = json_input::read(of, {"ticket", "code", "token_in_body"});
  if (!input) return problem_of(input.no());
  const auto ticket = input->text("ticket");
  const auto code = input->text("code");
  of.keeps_cookies = !input->flag("token_in_body");
  if (const auto no = input->refused()) return problem_of(*no);
  const auto begun = use_sign_in_code(of, ticket, code);
  return begun ? signed_in_response(of, 200, *begun) : problem_of(begun.no());
}

}  // namespace cardea::service
