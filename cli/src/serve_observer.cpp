// SPDX-License-Identifier: MIT
#include "serve_observer.hpp"

#include <cardea/error.hpp>

#include <utility>

namespace cardea::cli {
namespace {

using service::happening;

server::log_level level_of(happening kind) {
  switch (kind) {
    case happening::failed:
    case happening::mail_dropped:
      return server::log_level::error;
    case happening::limited:
    case happening::cross_site:
      return server::log_level::warning;
    default:
      return server::log_level::info;
  }
}

std::string_view or_dash(std::string_view text) { return text.empty() ? "-" : text; }

void add(std::string& text, const std::string& name, const std::string& type, const std::string& help) {
  text += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

}  // namespace

void serve_observer::note(const service::event& one) noexcept {
  counts_[static_cast<std::size_t>(one.kind)].fetch_add(1, std::memory_order_relaxed);
  out_.write(level_of(one.kind), service::to_string(one.kind),
             {{"route", or_dash(one.route)},
              {"user", or_dash(one.user_id)},
              {"client", or_dash(one.network)},
              {"detail", or_dash(one.detail)}});
}

mail::queue_options serve_observer::of_mail() {
  mail::queue_options how;
  how.on_failure = [this](const error& reason, bool gave_up) {
    out_.write(gave_up ? server::log_level::error : server::log_level::warning,
               gave_up ? "a letter was given up" : "a letter waits for another attempt",
               {{"reason", reason.what()}});
  };
  return how;
}

std::string serve_observer::text(const mail::mail_queue* letters) const {
  std::string text;
  add(text, "cardea_events_total", "counter", "What happened in the service.");
  for (std::size_t i = 0; i < kinds; ++i)
    text += "cardea_events_total{event=\"" +
            std::string{service::to_string(static_cast<service::happening>(i))} + "\"} " +
            std::to_string(counts_[i].load(std::memory_order_relaxed)) + "\n";
  if (!letters) return text;
  const auto counts = letters->counts();
  add(text, "cardea_mail_total", "counter", "Letters, by what became of them.");
  for (const auto& [outcome, count] :
       {std::pair{"sent", counts.sent}, {"given_up", counts.given_up}, {"refused", counts.refused}})
    text += "cardea_mail_total{outcome=\"" + std::string{outcome} + "\"} " + std::to_string(count) + "\n";
  add(text, "cardea_mail_failed_attempts_total", "counter", "Attempts to send a letter that failed.");
  text += "cardea_mail_failed_attempts_total " + std::to_string(counts.failed_attempts) + "\n";
  add(text, "cardea_mail_waiting", "gauge", "Letters that wait.");
  text += "cardea_mail_waiting " + std::to_string(counts.waiting) + "\n";
  return text;
}

std::string metrics_of(const cached::store* cache) {
  if (!cache) return {};
  const auto counts = cache->counts();
  std::string text;
  add(text, "cardea_session_cache_total", "counter", "Look-ups of sessions, by what the cache did.");
  for (const auto& [outcome, count] :
       {std::pair{"hit", counts.hits}, {"miss", counts.misses}, {"off", counts.off}})
    text += "cardea_session_cache_total{outcome=\"" + std::string{outcome} + "\"} " + std::to_string(count) +
            "\n";
  add(text, "cardea_session_cache_too_long_total", "counter", "Sessions that were too long to be kept.");
  text += "cardea_session_cache_too_long_total " + std::to_string(counts.too_long) + "\n";
  add(text, "cardea_session_cache_on", "gauge",
      "Whether its channel has confirmed that it heard of everything.");
  text += "cardea_session_cache_on " + std::string{counts.is_on ? "1" : "0"} + "\n";
  return text;
}

}  // namespace cardea::cli
