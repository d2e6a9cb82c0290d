// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>
#include <memory>
#include <system_error>

namespace cardea::async {

/// Why a call was not taken.
enum class errc {
  full = 1,  ///< as many are waiting as may: answer 503 with Retry-After
  stopped,   ///< the pool takes nothing any more
};

[[nodiscard]] const std::error_category& category() noexcept;
[[nodiscard]] inline std::error_code make_error_code(errc code) noexcept {
  return {static_cast<int>(code), category()};
}

struct pool_options {
  std::size_t threads = 0;   ///< 0: one for each processor
  std::size_t queue = 1024;  ///< how many calls may wait for a thread; beyond that they are refused
  /// How far its threads stand back where others want the processor, as nice(1) counts: 5 for passwords, so
  /// that hashing them does not slow down what takes microseconds. On Linux only.
  int niceness = 0;
};

/// Something to do.
class task {
 public:
  virtual ~task() = default;
  virtual void run() noexcept = 0;
  /// Asked after each `run`, on the same thread. True: there is more of it by now, and it goes to the end of
  /// the queue, however full that is.
  [[nodiscard]] virtual bool runs_again() noexcept { return false; }
};

/// Threads for calls that block, and a queue with an end. First come, first served. Safe to use from several
/// threads at once.
class pool {
 public:
  explicit pool(pool_options options = {});
  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;
  /// As `stop`.
  ~pool();

  /// A zero: it was taken, and will run, whatever happens. Otherwise `errc::full` or `errc::stopped`, and
  /// `what` is still the caller's. Does not wait.
  [[nodiscard]] std::error_code try_post(std::unique_ptr<task>& what);

  /// Takes nothing more, runs all that was taken, and returns when that is done. Not to be called from one of
  /// its own threads. May be called again.
  void stop();

  [[nodiscard]] std::size_t threads() const noexcept;
  /// How many calls wait for a thread just now.
  [[nodiscard]] std::size_t waiting() const;
  /// How many calls run just now.
  [[nodiscard]] std::size_t running() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

/// How many threads may hash at once within `budget` bytes, where one hash takes `bytes_per_hash`: at least
/// one, and no more than there are processors, since more would only wait for each other.
[[nodiscard]] std::size_t hashing_threads(std::size_t budget, std::size_t bytes_per_hash) noexcept;

}  // namespace cardea::async

template <>
struct std::is_error_code_enum<cardea::async::errc> : std::true_type {};
