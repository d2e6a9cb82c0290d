// SPDX-License-Identifier: MIT
#pragma once
#include "exchange.hpp"

#include <cardea/http/application.hpp>

#include <span>
#include <string_view>

namespace cardea::service {

/// How a refusal is put, and whether another site may have sent the request.
enum class face {
  api,    ///< JSON
  page,   ///< HTML
  proxy,  ///< a proxy asks for somebody else: no body, and nothing is changed
  file,   ///< the same for everybody
};

struct route {
  std::string_view method;  ///< "GET" answers HEAD too; empty: every method
  std::string_view path;    ///< may end in "/{handle}", or in "/*" for whatever is below
  face shape;
  http::work work;
  http::response (*handle)(exchange&);
  bool feature_set::*needs = nullptr;  ///< null: it is always there
};

/// In no order that matters: no two have the same method and path.
[[nodiscard]] std::span<const route> all_routes() noexcept;

[[nodiscard]] bool is_on(const route& one, const feature_set& features) noexcept;

struct match {
  const route* found = nullptr;  ///< null: none of this path, or none of this method
  std::string_view path{};       ///< without the prefix
  std::string_view parameter{};  ///< what stands for "{handle}"
  bool is_path = false;          ///< there are routes of this path
};
[[nodiscard]] match find_route(const context& house, const http::request& incoming) noexcept;
/// The methods that a path takes, as for Allow.
[[nodiscard]] std::string methods_of(const context& house, std::string_view path);

// The JSON API.
http::response api_sign_up(exchange&);
http::response api_sign_in(exchange&);
http::response api_sign_out(exchange&);
http::response api_me(exchange&);
http::response api_delete_me(exchange&);
http::response api_sessions(exchange&);
http::response api_end_session(exchange&);
http::response api_end_sessions(exchange&);
http::response api_password(exchange&);
http::response api_request_password_reset(exchange&);
http::response api_password_reset(exchange&);
http::response api_request_email_verification(exchange&);
http::response api_email_verification(exchange&);
http::response api_request_sign_in_link(exchange&);
http::response api_sign_in_link(exchange&);
http::response api_request_sign_in_code(exchange&);
http::response api_sign_in_code(exchange&);
http::response api_openapi(exchange&);

// Pages.
http::response page_home(exchange&);
http::response page_style(exchange&);
http::response page_sign_in(exchange&);
http::response post_sign_in(exchange&);
http::response page_sign_up(exchange&);
http::response post_sign_up(exchange&);
http::response page_account(exchange&);
http::response post_sign_out(exchange&);
http::response post_sign_out_everywhere(exchange&);
http::response post_end_session(exchange&);
http::response post_password(exchange&);
http::response post_delete_account(exchange&);
http::response page_password_reset(exchange&);
http::response post_password_reset(exchange&);
http::response page_password_reset_confirm(exchange&);
http::response post_password_reset_confirm(exchange&);
http::response page_verify_email(exchange&);
http::response post_verify_email(exchange&);
http::response page_sign_in_link(exchange&);
http::response post_sign_in_link(exchange&);
http::response page_sign_in_link_confirm(exchange&);
http::response post_sign_in_link_confirm(exchange&);
http::response page_sign_in_code(exchange&);
http::response post_sign_in_code(exchange&);
http::response post_sign_in_code_confirm(exchange&);

http::response forward_auth(exchange&);

}  // namespace cardea::service
