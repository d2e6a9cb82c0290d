// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/service_store.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace cardea::contract {

/// Makes service stores for one test, all on the same place, and outlives them.
class service_home {
 public:
  virtual ~service_home() = default;
  virtual std::unique_ptr<service_store> make() = 0;
};

/// A `service_home` out of the author's type.
template <class Author>
class service_home_of final : public service_home {
  Author author_;

 public:
  std::unique_ptr<service_store> make() override { return author_.make(); }
};

struct service_subject {
  std::unique_ptr<service_home> (*open)();
  friend void PrintTo(const service_subject&, std::ostream* out) { *out << "a service store"; }
};

template <class Suite, class Author>
[[nodiscard]] service_subject service_subject_of() {
  Suite::link();
  return {[] { return std::unique_ptr<service_home>{std::make_unique<service_home_of<Author>>()}; }};
}

using namespace std::chrono_literals;

class ServiceStoreContract : public testing::TestWithParam<service_subject> {
 public:
  /// A linker takes from a library what somebody calls, and nobody calls a test.
  static void link();

 protected:
  static constexpr timestamp noon{std::chrono::sys_days{std::chrono::year{2030} / 1 / 2} + 12h};
  static constexpr rate three_a_minute{.burst = 3, .every = 1min};

  [[nodiscard]] service_store& kept() { return *store_; }
  void reopen() {
    store_.reset();
    store_ = home_->make();
  }

  /// What has to be waited for at that time after noon; 0: it was taken.
  [[nodiscard]] duration take(std::string_view id, duration later = 0ms) {
    return kept().take_attempt(id, three_a_minute, noon + later).value_or(0ms);
  }
  void use_up(std::string_view id, duration later = 0ms) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(take(id, later), 0ms) << "the burst was not there";
  }
  [[nodiscard]] static one_time_row a_row(std::string id) {
    return {.id = std::move(id),
            .purpose = "reset",
            .user_id = "u1",
            .address = "ada@x.example",
            .secret_hash = "a:hash",
            .expires_at = noon};
  }

 private:
  std::unique_ptr<service_home> home_ = GetParam().open();
  std::unique_ptr<service_store> store_ = home_->make();
};

/// The same, for what several threads do at once.
class ServiceStoreThreadsContract : public ServiceStoreContract {
 public:
  static void link();
};

/// The same, for stores that keep more than the process does.
class ServiceStoreDurableContract : public ServiceStoreContract {
 public:
  static void link();
};

// A linker may take more of a library than was called.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ServiceStoreContract);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ServiceStoreThreadsContract);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ServiceStoreDurableContract);

}  // namespace cardea::contract

#define CARDEA_SERVICE_CONTRACT_OF(NAME, SUITE, ...)                                               \
  namespace cardea::contract {                                                                     \
  INSTANTIATE_TEST_SUITE_P(NAME, SUITE, testing::Values(service_subject_of<SUITE, __VA_ARGS__>()), \
                           [](const auto&) { return std::string{"kept"}; });                       \
  }                                                                                                \
  static_assert(true, "")
