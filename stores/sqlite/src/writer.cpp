// SPDX-License-Identifier: MIT
#include "writer.hpp"

#include "words.hpp"

#include <cardea/error.hpp>

#include <array>
#include <string>
#include <utility>

namespace cardea::sqlite {
namespace {

/// In one transaction, so that other processes are not kept from writing for long.
constexpr std::size_t most_at_once = 64;

/// One for each who is told: an exception that threads share is changed by each who catches it.
std::exception_ptr copy_of(const std::exception& why) {
  const auto* known = dynamic_cast<const error*>(&why);
  return std::make_exception_ptr(error{known ? known->code() : errc::internal, why.what()});
}

}  // namespace

writer::writer(std::unique_ptr<connection> one, std::chrono::milliseconds wait_timeout)
    : wait_timeout_{wait_timeout} {
  lent = std::move(one);
}

void writer::throw_busy() const {
  throw error{errc::busy, "the connection that writes did not become free within " +
                              std::to_string(wait_timeout_.count()) + " ms"};
}

void writer::take() {
  std::unique_lock lock{mutex_};
  if (is_lent_ && !freed_.wait_for(lock, wait_timeout_, [&] { return !is_lent_; })) throw_busy();
  is_lent_ = true;
}

void writer::take_back() noexcept {
  const std::lock_guard lock{mutex_};
  free();
}

/// Whoever comes first has it, with the work of all who wait for it; one of each kind is woken.
void writer::free() noexcept {
  is_lent_ = false;
  if (first_) first_->woken.notify_one();
  freed_.notify_one();
}

void writer::add(request& one) noexcept {
  auto** last = &first_;
  while (*last) last = &(*last)->next;
  *last = &one;
}

bool writer::remove(request& one) noexcept {
  for (auto** at = &first_; *at; at = &(*at)->next)
    if (*at == &one) {
      *at = std::exchange(one.next, nullptr);
      return true;
    }
  return false;
}

/// False where another has done the work meanwhile; `mine` says how it went.
bool writer::wait_for_turn(std::unique_lock<std::mutex>& lock, request& mine) {
  add(mine);
  const auto until = std::chrono::steady_clock::now() + wait_timeout_;
  bool is_late = false;
  while (mine.state != request::done) {
    if (mine.state == request::runs) {
      mine.woken.wait(lock);
    } else if (!is_lent_) {
      remove(mine);
      return true;
    } else if (is_late) {
      remove(mine);
      throw_busy();
    } else {
      is_late = mine.woken.wait_until(lock, until) == std::cv_status::timeout;
    }
  }
  return false;
}

void writer::change(const sql::work<connection>& what) {
  request mine{.what = &what};
  std::unique_lock lock{mutex_};
  if (is_lent_ && !wait_for_turn(lock, mine)) {
    if (mine.failure) std::rethrow_exception(std::move(mine.failure));
    return;
  }
  is_lent_ = true;
  std::array<request*, most_at_once> all{&mine};
  std::size_t count = 1;
  for (; first_ && count < all.size(); ++count) {
    auto* one = all[count] = std::exchange(first_, first_->next);
    one->state = request::runs;
  }
  lock.unlock();
  if (count == 1) {
    run(mine);
  } else {
    run_together(std::span{all}.first(count));
  }
  lock.lock();
  for (auto* one : std::span{all}.first(count).subspan(1)) {
    one->state = request::done;
    one->woken.notify_one();
  }
  free();
  lock.unlock();
  if (mine.failure) std::rethrow_exception(std::move(mine.failure));
}

void writer::run(request& one, const sql::transaction_words& words) noexcept {
  one.failure = nullptr;
  try {
    (*one.what)(*lent, words);
  } catch (...) {
    one.failure = std::current_exception();
  }
}

/// Each has its own outcome, and what one is refused leaves the others as they are. Where the transaction as
/// a whole cannot begin or end, nothing of it was written, and all are told.
void writer::run_together(std::span<request* const> all) noexcept {
  const auto& whole = pool::words();
  try {
    lent->execute(whole.begin, {});
    for (auto* one : all) {
      run(*one, savepoint_words());
      if (lent->is_in_transaction()) continue;
      // A failing disk ends the transaction, and so does a table of "ON CONFLICT ROLLBACK". What had been
      // written is gone: the others go on by themselves.
      for (auto* other : all)
        if (other != one) run(*other);
      return;
    }
    if (lent->execute(whole.commit, {}).why == sql::refusal::none) return;
    // A constraint that is deferred to the end does not say whose row it is.
    lent->execute(whole.rollback, {});
    for (auto* one : all) run(*one);
    return;
  } catch (const std::exception& why) {
    for (auto* one : all)
      if (!one->failure) one->failure = copy_of(why);
  }
  try {
    if (lent->is_in_transaction()) lent->execute(whole.rollback, {});
  } catch (const std::exception&) {
    // Whoever has the connection next is told that it is in a transaction still.
  }
}

}  // namespace cardea::sqlite
