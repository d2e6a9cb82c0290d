// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace cardea::server {

/// What Prometheus asks for. Safe to call from several threads at once.
class metrics {
 public:
  metrics();
  ~metrics();
  metrics(const metrics&) = delete;
  metrics& operator=(const metrics&) = delete;

  /// `method` and `route` live as long as the program: one of few, or the series would be without end.
  void answered(std::string_view method, std::string_view route, int status,
                std::chrono::duration<double> took);
  void connected() noexcept;
  void disconnected() noexcept;
  /// Bytes that were no request, a pool that was full, a connection that took too long.
  void refused(std::string_view reason);

  /// Something that is looked up whenever the text is written.
  void watch(const std::string& name, const std::string& help, const std::string& label,
             const std::string& value, std::function<double()> look);
  /// The text exposition format, version 0.0.4.
  [[nodiscard]] std::string text();

 private:
  class state;
  std::unique_ptr<state> state_;
};

/// The method, where it is one of those that are known; otherwise "other".
[[nodiscard]] std::string_view known_method(std::string_view method) noexcept;

}  // namespace cardea::server
