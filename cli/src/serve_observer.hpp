// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/cached/store.hpp>
#include <cardea/mail/mail_queue.hpp>
#include <cardea/server/log.hpp>
#include <cardea/service/event.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

namespace cardea::cli {

/// What happens in the service, for the log and for /metrics. Safe to call from several threads at once.
class serve_observer {
 public:
  /// `out` outlives it.
  explicit serve_observer(server::log& out) : out_{out} {}

  void note(const service::event& one) noexcept;
  /// Options that tell it of mails that did not leave.
  [[nodiscard]] mail::queue_options of_mail();
  /// In Prometheus' text format. `letters` may be null.
  [[nodiscard]] std::string text(const mail::mail_queue* letters) const;

 private:
  static constexpr std::size_t kinds = static_cast<std::size_t>(service::happening::failed) + 1;
  server::log& out_;
  std::array<std::atomic<std::uint64_t>, kinds> counts_{};
};

/// The cache of sessions in the same format. Null: there is none, and no text.
[[nodiscard]] std::string metrics_of(const cached::store* cache);

}  // namespace cardea::cli
