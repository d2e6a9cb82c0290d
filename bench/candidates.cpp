// SPDX-License-Identifier: MIT
#include "contender.hpp"

#include <cardea/auth.hpp>
#include <cardea/batched/store.hpp>
#include <cardea/cached/store.hpp>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <stdexcept>

namespace bench {
namespace {

using auth = cardea::auth<user_attributes>;

/// Threads of the same number modulo the connections take turns on one.
struct shared_connections {
  struct one {
    std::unique_ptr<bare_connection> connection;
    std::mutex mutex{};
  };
  std::vector<one> all;

  shared_connections(const database& db, std::size_t count) : all(count) {
    for (auto& each : all) each.connection = db.connect();
  }
  template <class F>
  void lend(std::size_t thread, F use) {
    auto& mine = all[thread % all.size()];
    const std::lock_guard turn{mine.mutex};
    use(*mine.connection);
  }
};

std::unique_ptr<contender> bare(const database& db, const std::string&, std::size_t connections) {
  auto shared = std::make_shared<shared_connections>(db, connections);
  return in_this_process(db.tokens, one_thread_each, [shared](std::size_t thread, auto tokens) {
    shared->lend(thread, [&](bare_connection& mine) {
      plain_session found;
      if (!mine.look_up(tokens.front(), found)) throw std::runtime_error{"the bare join refused a session"};
    });
  });
}

std::unique_ptr<contender> bare_many(const database& db, const std::string&, std::size_t connections) {
  auto shared = std::make_shared<shared_connections>(db, connections);
  return in_this_process(db.tokens, all_in_statements_for_many, [shared](std::size_t thread, auto tokens) {
    shared->lend(thread, [&](bare_connection& mine) {
      std::vector<plain_session> found(1);
      const bool is_one = tokens.size() == 1;
      if (is_one ? !mine.look_up(tokens.front(), found.front())
                 : mine.look_up_many(tokens, found) != tokens.size())
        throw std::runtime_error{"the bare join for many refused a session"};
    });
  });
}

void validate_one(auth& by, std::span<const std::string> one) {
  thread_local auth::validation who;
  if (!by.validate(one.front(), who)) throw std::runtime_error{"Cardea refused a session"};
}

std::unique_ptr<contender> validating(const database& db, std::unique_ptr<cardea::store> on) {
  auto by = std::make_shared<auth>(std::move(on));
  return in_this_process(db.tokens, one_thread_each, [by](std::size_t, auto one) { validate_one(*by, one); });
}

std::unique_ptr<contender> plain(const database& db, const std::string&, std::size_t connections) {
  return validating(db, db.open(connections));
}

std::unique_ptr<contender> batched(const database& db, const std::string&, std::size_t connections) {
  return validating(db, std::make_unique<cardea::batched::store>(db.open(connections)));
}

/// Has all of them looked up until the cache answers for each. Throws where it does not within a minute: the
/// first time they may come from a disk.
void warm_up(auth& by, const cardea::cached::store& cache, std::span<const std::string> tokens) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  const std::vector<std::string_view> views{tokens.begin(), tokens.end()};
  for (std::uint64_t hits = 0; hits < tokens.size();) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error{"the cache does not come on"};
    const auto before = cache.counts().hits;
    for (std::size_t at = 0; at < views.size(); at += many)
      for (const auto& one : by.validate(std::span{views}.subspan(at, std::min(many, views.size() - at))))
        if (!one) throw std::runtime_error{"Cardea refused a session"};
    hits = cache.counts().hits - before;
  }
}

/// The sessions that a cache is measured with: as many as are busy at a time, and seen before.
constexpr std::size_t busy = 10'000;

std::unique_ptr<contender> cached(const database& db, const std::string&, std::size_t connections) {
  const auto tokens = std::span{db.tokens}.first(std::min(busy, db.tokens.size()));
  auto store = std::make_unique<cardea::cached::store>(db.open(connections), db.changes());
  const auto& cache = *store;
  auto by = std::make_shared<auth>(std::move(store));
  by->migrate();
  warm_up(*by, cache, tokens);
  return in_this_process(tokens, one_thread_each, [by](std::size_t, auto one) { validate_one(*by, one); });
}

bool is_for_all(scheme_name) { return true; }
bool is_for_lucia(scheme_name scheme) { return scheme == scheme_name::lucia_v3; }

}  // namespace

const std::vector<candidate>& candidates() {
  static const std::vector<candidate> all{
      {"bare", bare, is_for_all},
      {"bare many", bare_many, is_for_all},
      {"cardea", plain, is_for_all},
      {"cardea batched", batched, is_for_all},
      {"cardea async", in_coroutines, is_for_all},
      {"cardea cached", cached, is_for_all},
      {"lucia", lucia_v3, is_for_lucia},
  };
  return all;
}

}  // namespace bench
