// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/sql/cell.hpp>
#include <cardea/sql/dialect.hpp>
#include <cardea/sql/statement.hpp>

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>

namespace cardea::sql {

/// Why a database refused a row. What is not a refusal of this kind is thrown as `cardea::error`.
enum class refusal { none, unique, foreign_key, other };

/// The database gave up a unit of work for the sake of another (a deadlock, a serialization failure). Nothing
/// of it was written, and it may be run again.
class given_up : public error {
 public:
  explicit given_up(const std::string& message) : error{errc::busy, message} {}
};

struct executed {
  std::int64_t rows = 0;  ///< inserted, changed or deleted
  refusal why = refusal::none;
};

/// What a query calls with each row, until it returns false where it returns something; what it throws ends
/// the query. It refers to the function that it is made of, for the time of the call.
class row_callback {
 public:
  template <class F>
  requires std::invocable<F&, row> row_callback(F&& each)
  noexcept
      : each_{const_cast<void*>(static_cast<const void*>(std::addressof(each)))}, call_{[](void* f, row r) {
          auto& call = *static_cast<std::remove_reference_t<F>*>(f);
          if constexpr (std::is_void_v<decltype(call(r))>) {
            call(r);
            return true;
          } else {
            return static_cast<bool>(call(r));
          }
        }} {}
  bool operator()(row r) const { return call_(each_, r); }

 private:
  void* each_;
  bool (*call_)(void*, row);
};

/// What a driver gives: bound values, and statements prepared once. It writes no SQL of its own but for
/// opening. Used by one thread at a time.
template <class C>
concept connection = requires(C c, const statement& s, std::span<const cell> parameters, row_callback each) {
  { c.execute(s, parameters) } -> std::same_as<executed>;
  { c.query(s, parameters, each) } -> std::same_as<void>;
};

/// The statements around a unit of work: BEGIN and COMMIT on a connection of our own, a savepoint on a
/// borrowed one.
struct transaction_words {
  statement begin;
  statement commit;
  statement rollback;
  bool commits_after_rollback;  ///< a savepoint that was rolled back to still stands until it is released
};

/// BEGIN, COMMIT and ROLLBACK, as every server has them.
[[nodiscard]] const transaction_words& whole_transaction();
/// A savepoint within somebody else's transaction on a server.
[[nodiscard]] const transaction_words& savepoint();

/// What writes on the connection that it is given, in a unit of its own between the words where it needs one.
/// It refers to the function that it is made of, for the time of the call.
template <class Connection>
class work {
 public:
  template <class F>
  requires std::invocable<F&, Connection&, const transaction_words&> work(F&& write)
  noexcept
      : write_{const_cast<void*>(static_cast<const void*>(std::addressof(write)))},
        call_{[](void* f, Connection& on, const transaction_words& words) {
          (*static_cast<std::remove_reference_t<F>*>(f))(on, words);
        }} {}
  void operator()(Connection& on, const transaction_words& words) const { call_(write_, on, words); }

 private:
  void* write_;
  void (*call_)(void*, Connection&, const transaction_words&);
};

/// Where a store gets its connections from: a pool, or the application itself. `read` and `write` return
/// something that dereferences to a connection and gives it back when it is destroyed; both wait, bounded in
/// time. One may also have `change(work)`, which returns when the work is in the database for good, and is
/// run on what connection it likes, with the work of others or alone.
template <class S>
concept source = requires(S s) {
  { *s.read() } -> connection;
  { *s.write() } -> connection;
  { s.dialect() } -> std::same_as<const dialect&>;
  { s.words() } -> std::same_as<const transaction_words&>;
};

}  // namespace cardea::sql
