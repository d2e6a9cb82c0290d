// SPDX-License-Identifier: MIT
#include <cardea/memory/service_store.hpp>

#include <algorithm>
#include <tuple>
#include <vector>

namespace cardea::memory {
namespace {

/// Erases up to `limit` of the rows for which `over` holds.
template <class Table, class Over>
std::int64_t erase_some(Table& table, std::int64_t limit, Over over) {
  std::int64_t erased = 0;
  for (auto at = table.begin(); at != table.end() && erased < limit;) {
    if (over(at->second)) {
      at = table.erase(at);
      ++erased;
    } else {
      ++at;
    }
  }
  return erased;
}

}  // namespace

std::optional<duration> service_store::take_attempt(std::string_view id, const rate& limit, timestamp now) {
  const std::lock_guard lock{mutex_};
  auto at = full_at_.find(id);
  if (at == full_at_.end()) at = full_at_.emplace(std::string{id}, now).first;
  auto& full_at = at->second;
  full_at = std::clamp(full_at, now, now + limit.burst * limit.every);
  // One is left as long as no more than the others are out.
  const auto last = now + (limit.burst - 1) * limit.every;
  if (full_at > last) return full_at - last;
  full_at += limit.every;
  return std::nullopt;
}

void service_store::return_attempt(std::string_view id, const rate& limit) {
  const std::lock_guard lock{mutex_};
  if (const auto at = full_at_.find(id); at != full_at_.end()) at->second -= limit.every;
}

std::int64_t service_store::erase_full_limits(timestamp now, std::int64_t limit) {
  const std::lock_guard lock{mutex_};
  return erase_some(full_at_, limit, [now](timestamp full_at) { return full_at <= now; });
}

bool service_store::insert_one_time(const one_time_row& row) {
  const std::lock_guard lock{mutex_};
  return one_times_.emplace(row.id, row).second;
}

std::optional<one_time_row> service_store::find_one_time(std::string_view id) {
  const std::lock_guard lock{mutex_};
  const auto at = one_times_.find(id);
  return at == one_times_.end() ? std::optional<one_time_row>{} : at->second;
}

bool service_store::erase_one_time(std::string_view id) {
  const std::lock_guard lock{mutex_};
  const auto at = one_times_.find(id);
  if (at == one_times_.end()) return false;
  one_times_.erase(at);
  return true;
}

std::int64_t service_store::erase_one_times(std::string_view user_id, std::string_view purpose) {
  const std::lock_guard lock{mutex_};
  return static_cast<std::int64_t>(std::erase_if(one_times_, [&](const auto& one) {
    return one.second.user_id == user_id && (purpose.empty() || one.second.purpose == purpose);
  }));
}

std::int64_t service_store::erase_oldest_one_times(std::string_view user_id, std::string_view purpose,
                                                   std::int64_t keep) {
  const std::lock_guard lock{mutex_};
  std::vector<decltype(one_times_)::iterator> all;
  for (auto at = one_times_.begin(); at != one_times_.end(); ++at)
    if (at->second.user_id == user_id && at->second.purpose == purpose) all.push_back(at);
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return std::tie(b->second.expires_at, a->first) < std::tie(a->second.expires_at, b->first);
  });
  std::int64_t erased = 0;
  for (auto i = static_cast<std::size_t>(keep); i < all.size() && erased < 100; ++i, ++erased)
    one_times_.erase(all[i]);
  return erased;
}

std::int64_t service_store::erase_expired_one_times(timestamp now, std::int64_t limit) {
  const std::lock_guard lock{mutex_};
  return erase_some(one_times_, limit, [now](const one_time_row& row) { return row.expires_at <= now; });
}

}  // namespace cardea::memory
