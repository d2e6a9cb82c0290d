// SPDX-License-Identifier: MIT
#include "operations.hpp"

#include "response_writer.hpp"

namespace cardea::server {
namespace {

http::response text(int status, std::string body) {
  http::response answer{.status = status, .body = std::move(body)};
  answer.add("Content-Type", "text/plain; charset=utf-8").add("Cache-Control", "no-store");
  return answer;
}

}  // namespace

http::work operations::work_of(const http::request& incoming) const noexcept {
  // Whoever stops is not ready, whatever the database says.
  return incoming.path() == "/readyz" && !is_stopping_ ? http::work::database : http::work::none;
}

std::string_view operations::route_of(const http::request& incoming) const noexcept {
  for (const std::string_view one : {"/healthz", "/readyz", "/metrics"})
    if (incoming.path() == one) return one;
  return {};
}

http::response operations::handle(const http::request& incoming) {
  const auto route = route_of(incoming);
  if (route.empty()) return refusal(404);
  if (incoming.method != "GET" && incoming.method != "HEAD") {
    auto answer = refusal(405);
    answer.add("Allow", "GET, HEAD");
    return answer;
  }
  if (route == "/healthz") return text(200, "ok\n");
  if (route == "/readyz") {
    if (!is_stopping_ && readiness_.is_ready()) return text(200, "ready\n");
    auto answer = text(503, is_stopping_ ? "stopping\n" : "not ready\n");
    answer.add("Retry-After", "1");
    return answer;
  }
  auto lines = metrics_.text();
  if (options_.more_metrics) lines += options_.more_metrics();
  auto answer = text(200, std::move(lines));
  answer.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return answer;
}

}  // namespace cardea::server
