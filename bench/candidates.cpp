// SPDX-License-Identifier: MIT
#include "contender.hpp"

#include <cardea/auth.hpp>

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

std::unique_ptr<contender> validating(std::span<const std::string> tokens,
                                      std::unique_ptr<cardea::store> on) {
  auto by = std::make_shared<auth>(std::move(on));
  return in_this_process(tokens, one_thread_each, [by](std::size_t, auto one) {
    if (!by->validate(one.front())) throw std::runtime_error{"Cardea refused a session"};
  });
}

std::unique_ptr<contender> plain(const database& db, const std::string&, std::size_t connections) {
  return validating(db.tokens, db.open(connections));
}

bool is_for_all(scheme_name) { return true; }
bool is_for_lucia(scheme_name scheme) { return scheme == scheme_name::lucia_v3; }

}  // namespace

const std::vector<candidate>& candidates() {
  static const std::vector<candidate> all{
      {"bare", bare, is_for_all},
      {"bare many", bare_many, is_for_all},
      {"cardea", plain, is_for_all},
      {"lucia", lucia_v3, is_for_lucia},
  };
  return all;
}

}  // namespace bench
