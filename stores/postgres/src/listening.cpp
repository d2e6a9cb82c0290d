// SPDX-License-Identifier: MIT
#include "listening.hpp"

#include <cardea/random.hpp>

#include "errors.hpp"
#include "link.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>

namespace cardea::postgres {
namespace {

using clock = std::chrono::steady_clock;

[[noreturn]] void lost() { throw error{errc::unavailable, "PostgreSQL: the channel was lost"}; }

}  // namespace

listening::listening(const std::string& url, const connect_options& options, change_listener& to)
    : db_{connect(url, options)},
      to_{to},
      own_{"cardea_beat_" + random_id(system_random(), {"abcdefghijklmnopqrstuvwxyz", 16})} {
  const auto most = options.connect_timeout;
  // A word to itself is a commit, which need not wait for the disk.
  run("SET synchronous_commit = off", most);
  run("LISTEN cardea_changes", most);
  run("LISTEN " + own_, most);
  // What happened before, nobody told.
  to_.all_changed();
}

void listening::run(const std::string& text, std::chrono::milliseconds most) {
  if (!PQsendQuery(db_.get(), text.c_str())) lost();
  const auto until = clock::now() + most;
  while (!take())
    if (!wait_until(until, -1)) lost();
}

bool listening::take() {
  if (PQflush(db_.get()) < 0 || PQconsumeInput(db_.get()) == 0) lost();
  bool is_over = false;
  while (!is_over && !PQisBusy(db_.get())) {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> answer{PQgetResult(db_.get()), PQclear};
    is_over = !answer;
    if (answer && PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw_error(answer.get());
  }
  while (const std::unique_ptr<PGnotify, void (*)(void*)> word{PQnotifies(db_.get()), PQfreemem})
    pass_on(word->relname, word->extra);
  return is_over;
}

void listening::pass_on(std::string_view channel, std::string_view what) {
  if (channel == own_) {
    if (what == std::to_string(sent_)) came_back_ = sent_;
  } else if (what.starts_with('s')) {
    to_.session_changed(what.substr(1));
  } else if (what.starts_with('u')) {
    to_.user_changed(what.substr(1));
  } else {
    to_.all_changed();
  }
}

/// False: it is past that moment, or to end.
bool listening::wait_until(clock::time_point until, int wake) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()).count();
  if (left <= 0) return false;
  const int wants_out = PQflush(db_.get()) > 0 ? POLLOUT : 0;
  pollfd both[] = {
      {.fd = PQsocket(db_.get()), .events = static_cast<short>(POLLIN | wants_out), .revents = 0},
      {.fd = wake, .events = POLLIN, .revents = 0}};
  const int ready = poll(both, 2, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
  if (ready < 0 && errno != EINTR) lost();
  return both[1].revents == 0;
}

void listening::beat(std::chrono::milliseconds most, int wake) {
  const auto sent_at = to_.now();
  if (!PQsendQuery(db_.get(), ("NOTIFY " + own_ + ", '" + std::to_string(++sent_) + "'").c_str())) lost();
  const auto until = clock::now() + most;
  for (bool is_over = false; !is_over || came_back_ != sent_;) {
    if (!wait_until(until, wake)) lost();
    is_over = take() || is_over;
  }
  to_.confirmed(sent_at);
}

void listening::wait(std::chrono::milliseconds time, int wake) {
  const auto until = clock::now() + time;
  while (wait_until(until, wake)) (void)take();
}

}  // namespace cardea::postgres
