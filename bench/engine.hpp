// SPDX-License-Identifier: MIT
#pragma once
#include "bare.hpp"

#include <cardea/attributes.hpp>
#include <cardea/change_channel.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/store.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct user_attributes {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username))

[[nodiscard]] std::string_view to_string(scheme_name scheme) noexcept;
[[nodiscard]] cardea::sql::layout layout_of(scheme_name scheme);

/// A database of the bench's own with live sessions, ten to a user, gone with this object.
class database {
 public:
  virtual ~database() = default;
  /// As Lucia's driver takes it.
  [[nodiscard]] virtual std::string url() const = 0;
  [[nodiscard]] virtual std::unique_ptr<bare_connection> connect() const = 0;
  [[nodiscard]] virtual std::unique_ptr<cardea::store> open(std::size_t connections) const = 0;
  /// How a cache hears of what others change.
  [[nodiscard]] virtual std::unique_ptr<cardea::change_channel> changes() const = 0;
  /// "PostgreSQL 15.8"
  [[nodiscard]] virtual std::string version() const = 0;
  /// Throws where the server would read a table from end to end for one of the store's statements.
  virtual void check_plans() const {}

  std::vector<std::string> tokens{};  ///< to sessions spread over all of them, in an order without pattern
};

struct engine {
  std::string name;
  bool is_server;
  std::unique_ptr<database> (*make)(scheme_name scheme, std::size_t sessions);
};

/// SQLite, and the servers that CARDEA_TEST_POSTGRES and CARDEA_TEST_MYSQL name.
[[nodiscard]] std::vector<engine> engines();

[[nodiscard]] std::unique_ptr<database> make_sqlite(scheme_name scheme, std::size_t sessions);
[[nodiscard]] std::unique_ptr<database> make_postgres(scheme_name scheme, std::size_t sessions);
[[nodiscard]] std::unique_ptr<database> make_mysql(scheme_name scheme, std::size_t sessions);

}  // namespace bench
