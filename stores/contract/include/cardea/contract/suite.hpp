// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::contract {

/// Makes stores for one test, and outlives them; what it needs (a folder, a database) goes with it.
class home {
 public:
  virtual ~home() = default;
  /// A store that is empty and prepared for these attributes, by these rules.
  virtual std::unique_ptr<store> make(const scheme& rules, const columns& user_attributes,
                                      const columns& session_attributes) = 0;
};

/// A `home` out of the author's type: any that can be made without arguments and has `make` as above.
template <class Author>
class home_of final : public home {
  Author author_;

 public:
  std::unique_ptr<store> make(const scheme& rules, const columns& users, const columns& sessions) override {
    return author_.make(rules, users, sessions);
  }
};

/// What one run of the suite is about.
struct subject {
  const scheme* rules;
  std::unique_ptr<home> (*open)();
  friend void PrintTo(const subject& of, std::ostream* out) { *out << of.rules->name; }
};

template <class Suite, class Author>
[[nodiscard]] std::vector<subject> every_scheme() {
  Suite::link();
  std::vector<subject> all;
  for (const auto* rules :
       {&schemes::lucia_v0, &schemes::lucia_v1, &schemes::lucia_v2, &schemes::lucia_v3, &schemes::cardea})
    all.push_back({rules, [] { return std::unique_ptr<home>{std::make_unique<home_of<Author>>()}; }});
  return all;
}

inline std::string name_of(const testing::TestParamInfo<subject>& of) {
  std::string name{of.param.rules->name};
  std::ranges::replace(name, '-', '_');
  return name;
}

/// The outcome in words, so that a failure can be read.
inline std::string_view words(insertion outcome) {
  switch (outcome) {
    case insertion::done:
      return "done";
    case insertion::duplicate:
      return "duplicate";
    case insertion::duplicate_key:
      return "duplicate_key";
    case insertion::no_user:
      return "no_user";
    case insertion::no_session:
      return "no_session";
    case insertion::conflict:
      return "conflict";
  }
  return "an outcome that does not exist";
}

using namespace std::chrono_literals;

/// Whole seconds: what every layout can hold.
inline constexpr timestamp noon{std::chrono::sys_days{std::chrono::year{2030} / 1 / 2} + 12h};

/// A store with two text attributes for users ("name", and "nickname" that may be null) and, where the scheme
/// has them, one for sessions ("country", which may be null); and short ways to fill it.
class StoreContract : public testing::TestWithParam<subject> {
 public:
  /// A linker takes from a library what somebody calls, and nobody calls a test.
  static void link();

 protected:
  StoreContract()
      : home_{GetParam().open()}, store_{home_->make(rules(), user_columns(), session_columns())} {}

  [[nodiscard]] static const scheme& rules() { return *GetParam().rules; }
  [[nodiscard]] static columns user_columns() {
    return {{.name = "name", .type = column_type::string, .nullable = false, .renamed = {}},
            {.name = "nickname", .type = column_type::string, .nullable = true, .renamed = {}}};
  }
  [[nodiscard]] static columns session_columns() {
    if (!rules().has_session_attributes) return {};
    return {{.name = "country", .type = column_type::string, .nullable = true, .renamed = {}}};
  }

  [[nodiscard]] static user_row a_user(std::string id) {
    return {.id = std::move(id), .attributes = {std::string{"Ada"}, null_value{}}};
  }
  [[nodiscard]] static key_row a_key(std::string id, std::string user_id) {
    return {.id = std::move(id), .user_id = std::move(user_id), .hashed_password = "a:hash", .expires = {}};
  }
  /// Times from which on it is over or not, in the fields that the scheme has.
  [[nodiscard]] static session_times times_at(timestamp at) {
    switch (rules().expiry) {
      case expiry_rule::new_row:
      case expiry_rule::same_row:
        return {.active_expires = at - 1h, .expires = at};
      case expiry_rule::half_life:
        return {.expires = at};
      case expiry_rule::last_verified:
        return {.created_at = at - 1h, .last_verified = at};
    }
    return {};
  }
  [[nodiscard]] static session_row a_session(std::string id, std::string user_id) {
    session_row row{
        .id = std::move(id), .user_id = std::move(user_id), .times = times_at(noon), .attributes = {}};
    if (rules().token == token_kind::id_and_secret)
      row.secret_hash = sha256(std::as_bytes(std::span{row.id}));
    if (rules().has_session_attributes) row.attributes.emplace_back(std::string{"GB"});
    return row;
  }

  // Those without which there is no test: they must succeed.
  void have_user(const std::string& id) {
    ASSERT_EQ(words(kept().insert_user(a_user(id), nullptr)), "done") << "a user could not be inserted";
  }
  void have_key(const std::string& id, const std::string& user_id) {
    ASSERT_EQ(words(kept().insert_key(a_key(id, user_id))), "done") << "a key could not be inserted";
  }
  void have_session(const std::string& id, const std::string& user_id) {
    ASSERT_EQ(words(kept().insert_session(a_session(id, user_id))), "done")
        << "a session could not be inserted";
  }

  [[nodiscard]] store& kept() { return *store_; }
  [[nodiscard]] std::unique_ptr<store> another(const columns& users, const columns& sessions) {
    store_.reset();
    home_.reset();
    home_ = GetParam().open();
    return home_->make(rules(), users, sessions);
  }

 private:
  std::unique_ptr<home> home_;
  std::unique_ptr<store> store_;
};

/// The same, for what several threads do at once.
class StoreThreadsContract : public StoreContract {
 public:
  static void link();
};

// A linker may take more of a library than was called.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreContract);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreThreadsContract);

}  // namespace cardea::contract

#define CARDEA_CONTRACT_OF(NAME, SUITE, ...)                                                             \
  namespace cardea::contract {                                                                           \
  INSTANTIATE_TEST_SUITE_P(NAME, SUITE, testing::ValuesIn(every_scheme<SUITE, __VA_ARGS__>()), name_of); \
  }                                                                                                      \
  static_assert(true, "")
