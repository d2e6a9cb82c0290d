// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace cardea::batched {

/// The times of sessions that are to be written, the last for each, and the thread that writes them.
class renewals {
 public:
  using report = std::function<void(const error&)>;

  renewals(session_store& inner, duration interval, std::size_t most, report on_error);
  /// Writes what is there, once.
  ~renewals();
  renewals(const renewals&) = delete;
  renewals& operator=(const renewals&) = delete;

  /// False: it cannot wait, since the row ends too soon as it stands, or there is no room.
  [[nodiscard]] bool put_off(std::string_view id, const session_times& times, duration left);
  /// What is still to be written for the session. Asked before its row is read, it is exact.
  [[nodiscard]] std::optional<session_times> of(std::string_view id);
  /// What was put off is not written any more, unless it is just being written.
  void forget(std::string_view id);
  /// And in that case is waited for, so that what is written next stays.
  void settle(std::string_view id);
  /// Writes what is there. What failed is kept, and thrown.
  void write();
  /// While this is held nothing is written.
  [[nodiscard]] std::unique_lock<std::mutex> pause() { return std::unique_lock{writer_}; }

 private:
  struct entry {
    session_times times;
    bool is_forgotten = false;
  };
  using entries = std::map<std::string, entry, std::less<>>;

  void run();
  void write_all(std::span<const session_renewal> all);
  void write_each(std::span<const session_renewal> all);
  void end_writing(bool is_done) noexcept;
  void tell(const error& what) const noexcept;
  void try_to_write() noexcept;

  session_store* inner_;
  duration interval_;
  std::size_t most_;
  report on_error_;

  std::mutex writer_;  ///< held by who writes; taken before the other one
  std::mutex mutex_;
  std::condition_variable changed_;  ///< something was put off, or it is time to stop
  std::condition_variable settled_;  ///< a writing has ended
  entries waiting_;
  entries leaving_;  ///< what is just being written
  std::atomic<std::size_t> count_{0};
  bool stops_ = false;
  std::thread thread_;
};

/// The later of each: what another process has written meanwhile stays.
inline void bring_forward(const std::optional<session_times>& newer, session_row& row) noexcept {
  if (!newer) return;
  auto& times = row.times;
  times.active_expires = std::max(times.active_expires, newer->active_expires);
  times.expires = std::max(times.expires, newer->expires);
  times.last_verified = std::max(times.last_verified, newer->last_verified);
}

}  // namespace cardea::batched
