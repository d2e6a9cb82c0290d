// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/service_store.hpp>

#include <functional>
#include <map>
#include <mutex>

namespace cardea::memory {

/// Limits and one-time tokens in this process's memory: for tests, and to be read first. One lock makes every
/// function atomic and safe to call from several threads at once.
class service_store final : public cardea::service_store {
 public:
  std::optional<duration> take_attempt(std::string_view id, const rate& limit, timestamp now) override;
  void return_attempt(std::string_view id, const rate& limit) override;
  std::int64_t erase_full_limits(timestamp now, std::int64_t limit) override;

  bool insert_one_time(const one_time_row& row) override;
  std::optional<one_time_row> find_one_time(std::string_view id) override;
  bool erase_one_time(std::string_view id) override;
  std::int64_t erase_one_times(std::string_view user_id, std::string_view purpose) override;
  std::int64_t erase_oldest_one_times(std::string_view user_id, std::string_view purpose,
                                      std::int64_t keep) override;
  std::int64_t erase_expired_one_times(timestamp now, std::int64_t limit) override;

 private:
  std::mutex mutex_;
  std::map<std::string, timestamp, std::less<>> full_at_;
  std::map<std::string, one_time_row, std::less<>> one_times_;
};

}  // namespace cardea::memory
