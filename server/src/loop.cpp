// SPDX-License-Identifier: MIT
#include "loop.hpp"

#include "response_writer.hpp"

#include <cardea/server/log.hpp>

#include <algorithm>

namespace cardea::server {
namespace {

using std::chrono::milliseconds;

/// An idle connection may carry a request that was sent before its client heard of the stop.
constexpr milliseconds last_words{500};

/// Of look-ups: enough that another round trip costs little, and few enough that none waits long for the
/// rest.
constexpr std::size_t most_together = 64;

milliseconds between_sweeps(const limits& of) {
  const auto shortest = std::min({of.head_time, of.body_time, of.write_time, of.idle_time});
  return std::clamp(shortest / 4, milliseconds{5}, milliseconds{250});
}

}  // namespace

http::response house::answer(http::application& by, const http::request& incoming) noexcept {
  try {
    return by.handle(incoming);
  } catch (...) {
    if (settings.log) settings.log->write(log_level::error, "the application threw");
  }
  return refusal(500);
}

void house::answer_all(std::span<const http::request* const> incoming,
                       std::span<http::response> out) noexcept {
  try {
    return application.handle_all(incoming, out);
  } catch (...) {
    if (settings.log) settings.log->write(log_level::error, "the application threw for several requests");
  }
  for (std::size_t i = 0; i < incoming.size(); ++i) out[i] = answer(application, *incoming[i]);
}

loop::loop(house& of, std::size_t most_connections)
    : all{of},
      look_ups{context.get_executor(),
               of.database,
               [&of](auto asked, auto answers) { of.answer_all(asked, answers); },
               // One at a time: while it is asked, the loop reads the requests of the next.
               {.most = most_together, .waiting = of.settings.database.waiting, .in_flight = 1}},
      most_{most_connections},
      between_sweeps_{between_sweeps(of.settings.limits)} {}

bool loop::take(connection& one) {
  if (count_ > most_) {
    connection* longest = nullptr;
    for (auto& other : connections_)
      if (other.at == stage::idle && (!longest || other.deadline < longest->deadline)) longest = &other;
    if (!longest) return false;
    all.counted.refused("made_room");
    cut(*longest);
  }
  connections_.push_back(one);
  return true;
}

void loop::run() {
  arm();
  context.run();
}

void loop::drain(milliseconds time) {
  const auto now = clock::now();
  drained_by_ = std::min(drained_by_, now + time);
  if (is_draining_) return;
  is_draining_ = true;
  between_sweeps_ = milliseconds{10};
  for (auto& one : connections_)
    if (one.at == stage::idle) one.deadline = std::min(one.deadline, now + last_words);
  arm();
}

void loop::arm() {
  timer_.expires_after(between_sweeps_);
  timer_.async_wait([this](const boost::system::error_code& failed) {
    if (!failed) sweep();
  });
}

void loop::cut(connection& one) {
  one.deadline = clock::time_point::max();
  one.at = stage::lingering;
  one.cut();
}

void loop::sweep() {
  const auto now = clock::now();
  const bool is_over = now >= drained_by_;
  for (auto& one : connections_) {
    if (!is_over && now < one.deadline) continue;
    const bool is_busy = one.at != stage::idle && one.at != stage::lingering;
    if (is_over && is_busy) ++all.cut_short;
    if (!is_over && is_busy) all.counted.refused("too_slow");
    cut(one);
  }
  if (is_draining_ && count_ == 0)
    guard_.reset();
  else
    arm();
}

const std::string& loop::date() {
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  if (now != second_) {
    second_ = now;
    date_ = http_date(now);
  }
  return date_;
}

}  // namespace cardea::server
