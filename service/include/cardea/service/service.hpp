// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/basic_auth.hpp>
#include <cardea/http/application.hpp>
#include <cardea/service/options.hpp>
#include <cardea/service_store.hpp>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace cardea::pages {
class pages;
}

namespace cardea::service {

/// A route that is served.
struct route_name {
  std::string_view method;  ///< empty: every one
  std::string_view path;    ///< "/api/sessions/{handle}"
};

/// Sign-up, sign-in and sessions over HTTP: a JSON API, pages that need no JavaScript, and an answer for
/// proxies that ask who somebody is. docs/api.md says what each route takes and gives.
///
/// Whatever is broken is 503 or 500, and never a yes. Thread-safe.
class service final : public http::application {
 public:
  /// What is referred to outlives the service. Throws `errc::invalid_argument` for options that contradict
  /// each other or the attributes of `auth`, and where its layout has no keys.
  service(basic_auth& auth, service_store& store, const pages::pages& pages, service_options options = {});
  ~service() override;
  service(service&&) noexcept;
  service& operator=(service&&) noexcept;

  [[nodiscard]] http::work work_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] http::response handle(const http::request& incoming) override;
  /// With one look-up for all of them.
  void handle_all(std::span<const http::request* const> incoming, std::span<http::response> out) override;

  /// The route of a request, for logs and metrics: a path of a client's own making never gets there. Empty:
  /// there is none.
  [[nodiscard]] std::string_view route_of(const http::request& incoming) const noexcept override;
  /// All that are on.
  [[nodiscard]] std::vector<route_name> routes() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace cardea::service
