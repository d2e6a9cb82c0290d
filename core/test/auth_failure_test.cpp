// SPDX-License-Identifier: MIT
// T37: a failure is injected at every call that an operation makes to its store, before and after it has had
// its effect.
#include "auth_fixture.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace cardea {
namespace {

using namespace std::chrono_literals;

constexpr key_name ada{"username", "ada"};

struct operation {
  const char* name;
  const scheme* rules;
  std::function<void(bench&, const basic_creation&)> run;
};

const operation operations[] = {
    {"create_user", &schemes::cardea,
     [](bench& b, auto&) {
       (void)b->create_user({null_value{}}, key_name{"a", "b"}, "pw");
     }},
    {"update_user", &schemes::cardea,
     [](bench& b, auto& made) {
       const assignment change[] = {{0, std::string{"x"}}};
       (void)b->update_user(made.session.user_id, change);
     }},
    {"delete_user", &schemes::cardea,
     [](bench& b, auto& made) { (void)b->delete_user(made.session.user_id); }},
    {"create_key", &schemes::cardea,
     [](bench& b, auto& made) {
       (void)b->create_key(made.session.user_id, {"c", "d"});
     }},
    {"use_key", &schemes::cardea, [](bench& b, auto&) { (void)b->use_key(ada, "right"); }},
    {"use_key that re-hashes", &schemes::cardea,
     [](bench& b, auto&) {
       b.hasher->finds_all_weak = true;
       (void)b->use_key(ada, "right");
     }},
    {"set_key_password", &schemes::cardea, [](bench& b, auto&) { (void)b->set_key_password(ada, "new"); }},
    {"delete_key", &schemes::cardea, [](bench& b, auto&) { (void)b->delete_key(ada); }},
    {"create_session", &schemes::cardea,
     [](bench& b, auto& made) { (void)b->create_session(made.session.user_id, {}); }},
    {"validate", &schemes::cardea, [](bench& b, auto& made) { (void)b->validate(made.token); }},
    {"validate of many", &schemes::lucia_v3,
     [](bench& b, auto& made) {
       b.clock += 24h * 20;
       const std::string_view tokens[] = {made.token, made.token};
       (void)b->validate(tokens);
     }},
    {"validate that renews in place", &schemes::lucia_v3,
     [](bench& b, auto& made) {
       b.clock += 24h * 20;
       (void)b->validate(made.token);
     }},
    {"validate that renews with a new row", &schemes::lucia_v1,
     [](bench& b, auto& made) {
       b.clock += 24h * 2;
       (void)b->validate(made.token);
     }},
    {"validate of an expired session", &schemes::lucia_v3,
     [](bench& b, auto& made) {
       b.clock += 24h * 60;
       (void)b->validate(made.token);
     }},
    {"list_sessions", &schemes::cardea,
     [](bench& b, auto& made) { (void)b->list_sessions(made.session.user_id); }},
    {"revoke", &schemes::cardea, [](bench& b, auto& made) { (void)b->revoke(made.token); }},
    {"revoke_all", &schemes::cardea, [](bench& b, auto& made) { (void)b->revoke_all(made.session.user_id); }},
    {"prune", &schemes::cardea, [](bench& b, auto&) { (void)b->prune(); }},
    {"check", &schemes::cardea, [](bench& b, auto&) { b->check(); }},
};

basic_creation a_session(bench& b) {
  const bool has_keys = b->scheme().has_keys;
  const auto user = b->create_user({null_value{}}, has_keys ? std::optional{ada} : std::nullopt,
                                   has_keys ? std::optional<std::string_view>{"right"} : std::nullopt);
  return *b->create_session(user->id, {});
}

class AuthFailure : public testing::TestWithParam<faulty_store::moment> {};

TEST_P(AuthFailure, OfTheStoreAtAnyCallIsPassedOnAndNeverBecomesAYes) {
  const columns of_user{{"name", column_type::string, true, {}}};
  for (const auto& [name, rules, run] : operations) {
    bench whole{*rules, of_user};
    const auto session = a_session(whole);
    whole.plan->begin();
    run(whole, session);
    const int calls = whole.plan->calls;
    ASSERT_GE(calls, 1) << name;
    for (int fail_at = 1; fail_at <= calls; ++fail_at) {
      bench b{*rules, of_user};
      const auto made = a_session(b);
      b.plan->begin(fail_at, GetParam());
      try {
        run(b, made);
        ADD_FAILURE() << name << ": the failure of call " << fail_at << " was swallowed";
      } catch (const error& e) {
        EXPECT_EQ(e.code(), errc::unavailable) << name;
        EXPECT_TRUE(e.retryable()) << name;
      }
      EXPECT_EQ(b.plan->calls, fail_at) << name << ": went on after a failure";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Moments, AuthFailure,
                         testing::Values(faulty_store::moment::before, faulty_store::moment::after));

}  // namespace
}  // namespace cardea
