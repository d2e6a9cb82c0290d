// SPDX-License-Identifier: MIT
#pragma once
#include "metrics.hpp"
#include "readiness.hpp"

#include <cardea/http/application.hpp>
#include <cardea/server/options.hpp>

#include <atomic>

namespace cardea::server {

/// What the server answers itself: /healthz and /readyz everywhere, /metrics on the listeners for it.
class operations : public http::application {
 public:
  /// All outlive it.
  operations(const options& how, metrics& counted, const std::atomic<bool>& is_stopping)
      : options_{how},
        metrics_{counted},
        is_stopping_{is_stopping},
        readiness_{how.is_ready, how.ready_time} {}

  /// Whether the path is one of these on a listener of the application's.
  [[nodiscard]] static bool owns(std::string_view path) noexcept {
    return path == "/healthz" || path == "/readyz";
  }
  [[nodiscard]] http::work work_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] std::string_view route_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] http::response handle(const http::request& incoming) override;

 private:
  const options& options_;
  metrics& metrics_;
  const std::atomic<bool>& is_stopping_;
  readiness readiness_;
};

}  // namespace cardea::server
