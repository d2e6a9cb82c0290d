// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/sql/connection.hpp>

#include <chrono>
#include <optional>
#include <thread>
#include <type_traits>

namespace cardea::sql {

/// A unit of work on one connection; undone unless it is committed.
template <connection Connection>
class transaction {
 public:
  transaction(Connection& connection, const transaction_words& words)
      : connection_{connection}, words_{words} {
    connection_.execute(words_.begin, {});
  }
  ~transaction() {
    if (committed_) return;
    try {
      connection_.execute(words_.rollback, {});
      if (words_.commits_after_rollback) connection_.execute(words_.commit, {});
    } catch (const error&) {
      // The database has rolled back by itself, or is gone; the error that led here is on its way already.
    }
  }
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;
  void commit() {
    if (connection_.execute(words_.commit, {}).why != refusal::none)
      throw error{errc::conflict, "the database refused a change: a constraint that is checked at its end"};
    committed_ = true;
  }

 private:
  Connection& connection_;
  const transaction_words& words_;
  bool committed_ = false;
};

/// Runs a unit of work anew where the database gave it up, a few times and each a little later.
template <class Work>
auto in_spite_of_others(Work work) {
  constexpr int most = 5;
  for (int tries = 1;; ++tries) {
    try {
      return work();
    } catch (const given_up&) {
      if (tries == most) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5 << tries});
  }
}

/// Runs `write(connection, words)` on a connection of the source that writes, and returns what it returns
/// when that is in the database for good. It may be run anew: its last answer counts.
template <source Source, class Write>
auto change(Source& source, Write write) {
  using connection_type = std::remove_reference_t<decltype(*source.write())>;
  std::optional<std::invoke_result_t<Write&, connection_type&, const transaction_words&>> answer;
  const auto run = [&](connection_type& on, const transaction_words& words) {
    answer.emplace(write(on, words));
  };
  if constexpr (requires { source.change(work<connection_type>{run}); }) {
    source.change(work<connection_type>{run});
  } else {
    auto connection = source.write();
    run(*connection, source.words());
  }
  return *std::move(answer);
}

}  // namespace cardea::sql
