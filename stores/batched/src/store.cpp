// SPDX-License-Identifier: MIT
#include <cardea/batched/store.hpp>

#include "lookups.hpp"
#include "renewals.hpp"

#include <utility>

namespace cardea::batched {

store::store(std::unique_ptr<cardea::store> inner, const options& options)
    : forwarding_store{std::move(inner)}, max_batch_{options.max_batch} {
  if (options.max_batch == 0 || options.max_in_flight == 0)
    throw error{errc::invalid_argument, "a batch of nothing, or none under way, would answer nobody"};
  constexpr auto longest = std::chrono::hours{1};
  if (options.renewal_interval < duration::zero() || options.renewal_interval > longest)
    throw error{errc::invalid_argument,
                "renewals wait for no longer than an hour, and not for less than nothing"};
  lookups_ = std::make_unique<lookups>(this->inner(), options.max_batch, options.max_in_flight);
  if (options.renewal_interval > duration::zero())
    renewals_ = std::make_unique<renewals>(this->inner(), options.renewal_interval, options.max_renewals,
                                           options.on_renewal_error);
}

store::~store() = default;

std::optional<session_with_user> store::find_session(std::string_view id) {
  std::optional<session_times> newer;
  if (renewals_) newer = renewals_->of(id);
  std::optional<session_with_user> found;
  lookups_->find({{&id, 1}, {&found, 1}});
  if (found) bring_forward(newer, found->session);
  return found;
}

std::vector<std::optional<session_with_user>> store::find_sessions(std::span<const std::string_view> ids) {
  std::vector<std::optional<session_times>> newer(renewals_ ? ids.size() : 0);
  for (std::size_t i = 0; i < newer.size(); ++i) newer[i] = renewals_->of(ids[i]);
  std::vector<std::optional<session_with_user>> found;
  if (ids.empty() || ids.size() >= max_batch_) {
    found = inner().find_sessions(ids);
  } else {
    found.resize(ids.size());
    lookups_->find({ids, found});
  }
  for (std::size_t i = 0; i < newer.size(); ++i)
    if (found[i]) bring_forward(newer[i], found[i]->session);
  return found;
}

insertion store::insert_session(const session_row& session) {
  if (renewals_) renewals_->settle(session.id);
  return inner().insert_session(session);
}

insertion store::insert_successor(const session_row& session, std::string_view predecessor) {
  if (renewals_) renewals_->settle(session.id);
  return inner().insert_successor(session, predecessor);
}

std::vector<session_row> store::list_sessions(std::string_view user_id) {
  if (!renewals_) return inner().list_sessions(user_id);
  const auto paused = renewals_->pause();
  auto found = inner().list_sessions(user_id);
  for (auto& row : found) bring_forward(renewals_->of(row.id), row);
  return found;
}

bool store::set_session_times(std::string_view id, const session_times& times) {
  if (renewals_) renewals_->settle(id);
  return inner().set_session_times(id, times);
}

bool store::set_session_times_within(std::string_view id, const session_times& times, duration left) {
  if (renewals_ && renewals_->put_off(id, times, left)) return true;
  return set_session_times(id, times);
}

void store::set_many_session_times(std::span<const session_renewal> all) {
  if (renewals_)
    for (const auto& one : all) renewals_->settle(one.id);
  inner().set_many_session_times(all);
}

bool store::erase_session(std::string_view id) {
  if (renewals_) renewals_->forget(id);
  return inner().erase_session(id);
}

std::int64_t store::erase_expired(const expiry_bounds& bounds, std::int64_t limit) {
  write_renewals();
  return inner().erase_expired(bounds, limit);
}

void store::write_renewals() {
  if (renewals_) renewals_->write();
}

}  // namespace cardea::batched
