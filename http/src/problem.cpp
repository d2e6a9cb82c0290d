// SPDX-License-Identifier: MIT
#include <cardea/http/problem.hpp>
#include <cardea/unicode.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace cardea::http {
namespace {

boost::json::string_view text(std::string_view from) {
  if (!is_utf8(from)) return {};
  return {from.data(), from.size()};
}

}  // namespace

response problem(int status, std::string_view type, std::string_view title, std::string_view detail,
                 std::span<const problem_error> errors) {
  boost::json::object body;
  body["type"] = type.empty() ? "about:blank" : text(type);
  body["title"] = text(title);
  body["status"] = status;
  if (!detail.empty()) body["detail"] = text(detail);
  if (!errors.empty()) {
    auto& list = body["errors"].emplace_array();
    for (const auto& one : errors) {
      boost::json::object entry;
      entry["pointer"] = text(one.pointer);
      entry["detail"] = text(one.detail);
      list.push_back(std::move(entry));
    }
  }
  response out;
  out.status = status;
  out.set("Content-Type", "application/problem+json");
  out.set("Cache-Control", "no-store");
  out.body = boost::json::serialize(body);
  return out;
}

response unauthenticated() {
  auto out = problem(401, {}, "Unauthorized", "Sign in first.");
  return std::move(out.set("WWW-Authenticate", "Bearer"));
}

response cross_site_refused() {
  return problem(403, {}, "Forbidden", "The request comes from another site.");
}

response failed(const error& broken) {
  if (!broken.retryable()) return problem(500, {}, "Internal Server Error");
  auto out = problem(503, {}, "Service Unavailable", "Try again in a moment.");
  return std::move(out.set("Retry-After", "1"));
}

}  // namespace cardea::http
