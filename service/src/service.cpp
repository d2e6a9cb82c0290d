// SPDX-License-Identifier: MIT
#include <cardea/service/service.hpp>

#include "context.hpp"
#include "cors.hpp"
#include "faces.hpp"
#include "look_up.hpp"
#include "routes.hpp"

#include <exception>
#include <new>
#include <utility>

namespace cardea::service {

struct service::state {
  context house;
  /// `known`: who asks, which is taken from there; null where that was not looked up.
  http::response respond(const http::request& incoming, finding_of_who* known);
  http::response answer(const http::request& incoming, const match& at, finding_of_who* known);
};

namespace {

bool wants_page(const context& house, const match& at) {
  if (at.found) return at.found->shape == face::page;
  return house.options.features.pages && !at.path.starts_with("/api/") && at.path != "/forward-auth";
}

http::response put(const context& house, bool as_page, const refusal& no) {
  return as_page ? message_page(house, no) : problem_of(no);
}

http::response answer_with(exchange& of, const route& by) {
  auto& house = of.house;
  if (by.shape != face::proxy && house.guard.is_cross_site(of.incoming)) {
    of.note(happening::cross_site);
    return put(house, by.shape == face::page, {.why = reason::cross_site});
  }
  auto out = by.handle(of);
  if (by.work == http::work::none) return out;
  // Whoever is not asked for is looked at all the same where a cookie is shown: a stale one goes.
  house.guard.settle(of.incoming, of.who(), out);
  return out;
}

}  // namespace

service::service(basic_auth& auth, service_store& store, const pages::pages& pages, service_options options)
    : state_{std::make_unique<state>(state{context{auth, store, pages, std::move(options)}})} {}
service::~service() = default;
service::service(service&&) noexcept = default;
service& service::operator=(service&&) noexcept = default;

http::work service::work_of(const http::request& incoming) const noexcept {
  const auto at = find_route(state_->house, incoming);
  return at.found ? at.found->work : http::work::none;
}

std::string_view service::route_of(const http::request& incoming) const noexcept {
  const auto at = find_route(state_->house, incoming);
  return at.found ? at.found->path : std::string_view{};
}

std::vector<route_name> service::routes() const {
  std::vector<route_name> all;
  for (const auto& one : all_routes())
    if (is_on(one, state_->house.options.features)) all.push_back({.method = one.method, .path = one.path});
  return all;
}

http::response service::handle(const http::request& incoming) { return state_->respond(incoming, nullptr); }

void service::handle_all(std::span<const http::request* const> incoming, std::span<http::response> out) {
  if (incoming.size() == 1) {
    out.front() = handle(*incoming.front());
    return;
  }
  auto found = look_up(state_->house.guard, incoming);
  for (std::size_t i = 0; i < incoming.size(); ++i) out[i] = state_->respond(*incoming[i], &found[i]);
}

http::response service::state::respond(const http::request& incoming, finding_of_who* known) {
  const auto at = find_route(house, incoming);
  if (auto answer = preflight(house, incoming, at)) return *std::move(answer);
  auto out = answer(incoming, at, known);
  if (at.path.starts_with("/api/")) add_cors(house, incoming, out);
  return out;
}

http::response service::state::answer(const http::request& incoming, const match& at, finding_of_who* known) {
  const bool as_page = wants_page(house, at);
  if (!at.found) {
    auto out = put(house, as_page, {.why = at.is_path ? reason::method_not_allowed : reason::not_found});
    if (at.is_path) out.set("Allow", methods_of(house, at.path));
    return out;
  }
  const auto fail = [&](reason why, std::string_view text) {
    if (house.options.observe)
      house.options.observe({.kind = happening::failed, .route = at.found->path, .detail = text});
    return put(house, as_page, {.why = why});
  };
  try {
    exchange of{house, incoming, at.path, at.found->path, at.parameter};
    if (known) of.know(std::move(*known));
    return answer_with(of, *at.found);
  } catch (const error& broken) {
    return fail(broken.retryable() ? reason::unavailable : reason::failed, broken.what());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& broken) {
    return fail(reason::failed, broken.what());
  }
}

}  // namespace cardea::service
