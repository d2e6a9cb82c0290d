// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/mailer.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace cardea::mail {

struct queue_options {
  std::size_t capacity = 256;  ///< letters that wait, those for another attempt among them
  int attempts = 5;            ///< for each letter
  /// Before the second attempt; each further one waits twice as long, up to the longest.
  std::chrono::milliseconds first_pause{2000};
  std::chrono::milliseconds longest_pause{120'000};
  /// What the destructor grants to letters that wait.
  std::chrono::milliseconds drain{5000};
  /// Called on the queue's thread where an attempt failed, with the reason; `gave_up`: it was the last one.
  /// May be empty; what it throws is dropped.
  std::function<void(const error& reason, bool gave_up)> on_failure{};
};

/// How many letters went where, since the start.
struct queue_counts {
  std::uint64_t sent = 0;
  std::uint64_t failed_attempts = 0;
  std::uint64_t given_up = 0;
  std::uint64_t refused = 0;  ///< the queue was full or stopped
  std::size_t waiting = 0;    ///< now, the one that is being sent among them
};

/// Letters on their way to a mailer, on a thread of its own, so that nobody who asks for one waits, and none
/// can tell by the time whether one was sent. Kept in memory: what waits when the program ends is lost, and
/// asked for again by whoever misses it. Safe to call from several threads at once.
class mail_queue {
 public:
  /// Throws `errc::invalid_argument` for options that are none.
  explicit mail_queue(std::unique_ptr<mailer> to, queue_options options = {});
  mail_queue(const mail_queue&) = delete;
  mail_queue& operator=(const mail_queue&) = delete;
  ~mail_queue();

  /// Never blocks. False: the queue is full or stopped, and the letter is not sent.
  [[nodiscard]] bool enqueue(message letter);
  [[nodiscard]] queue_counts counts() const;
  /// Takes no more letters, gives each that waits one attempt more while there is time, drops the others, and
  /// returns when the thread has ended: beyond `within` by what one attempt takes at the most. A second call
  /// does nothing.
  void stop(std::chrono::milliseconds within);

 private:
  using clock = std::chrono::steady_clock;
  struct waiting {
    message letter;
    clock::time_point due;
    int attempts = 0;
  };

  void run();
  void attempt(std::unique_lock<std::mutex>& lock, std::list<waiting>::iterator one);
  [[nodiscard]] std::list<waiting>::iterator next();

  std::unique_ptr<mailer> to_;
  queue_options options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::list<waiting> waiting_;
  queue_counts counts_;
  bool is_stopped_ = false;
  clock::time_point give_up_at_{};
  std::once_flag stopped_;
  std::thread thread_;
};

}  // namespace cardea::mail
