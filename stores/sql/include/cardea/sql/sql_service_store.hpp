// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/service_store.hpp>
#include <cardea/sql/connection.hpp>
#include <cardea/sql/service_tables.hpp>

#include <string>
#include <vector>

namespace cardea::sql {

/// Limits and one-time tokens in a database, written once for all of them; on a copy of the pool of the store
/// beside it. Each change is one statement. The members are defined in sql_service_store.ipp, which a driver
/// includes once, where it instantiates them.
template <class Source>
class sql_service_store final : public cardea::service_store {
 public:
  explicit sql_service_store(Source source, service_tables tables = {});

  std::vector<finding> check() override;
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override;

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
  std::int64_t write(const statement& what, std::span<const cell> parameters);

  Source source_;
  service_tables tables_;
  service_statements statements_;
};

}  // namespace cardea::sql
