// SPDX-License-Identifier: MIT
// A sign-in that meets a change of password: one of the two sees the other, however they meet.
#include "auth_fixture.hpp"
#include "common.hpp"

#include <cardea/forwarding_store.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <utility>

namespace cardea {
namespace {

/// Does something of somebody else's, once, where another does not expect it.
struct interruption {
  std::function<void()> before, after;
  static void run(std::function<void()>& once) {
    if (auto now = std::exchange(once, nullptr)) now();
  }
};

class interrupted_store final : public forwarding_store {
 public:
  interrupted_store(std::unique_ptr<store> inner, std::shared_ptr<interruption> by)
      : forwarding_store{std::move(inner)}, by_{std::move(by)} {}
  insertion insert_session(const session_row& row) override {
    interruption::run(by_->before);
    const auto outcome = inner().insert_session(row);
    interruption::run(by_->after);
    return outcome;
  }
  bool replace_key_password(std::string_view id, std::string_view expected, std::string_view hash) override {
    interruption::run(by_->before);
    return inner().replace_key_password(id, expected, hash);
  }

 private:
  std::shared_ptr<interruption> by_;
};

struct AuthRaces : ::testing::Test {
  std::shared_ptr<interruption> meanwhile = std::make_shared<interruption>();
  std::shared_ptr<counting_hasher> hasher = std::make_shared<counting_hasher>();
  basic_auth auth{
      std::make_unique<interrupted_store>(std::make_unique<memory::store>(schemes::cardea), meanwhile),
      {},
      {},
      {.passwords = hasher}};
  std::string user = auth.create_user({}, ada, "old")->id;

  /// As whoever holds the account does it.
  void change() {
    EXPECT_TRUE(auth.set_key_password(ada, "new"));
    auth.revoke_all(user);
  }
};

TEST_F(AuthRaces, APasswordThatIsChangedOnceItWasVerifiedOpensNoSession) {
  const auto key = auth.use_key(ada, "old");
  change();
  EXPECT_EQ(auth.create_session(*key, {}).error(), errc::invalid_key_id);
  EXPECT_TRUE(auth.list_sessions(user).empty());
}

TEST_F(AuthRaces, NorDoesOneThatIsChangedRightBeforeTheSessionIsThereOrRightAfter) {
  for (auto* when : {&meanwhile->before, &meanwhile->after}) {
    EXPECT_TRUE(auth.set_key_password(ada, "old"));
    const auto key = auth.use_key(ada, "old");
    *when = [&] { change(); };
    EXPECT_EQ(auth.create_session(*key, {}).error(), errc::invalid_key_id);
    EXPECT_TRUE(auth.list_sessions(user).empty());
  }
}

TEST_F(AuthRaces, NorAKeyThatWentOrWasGivenToSomebodyElse) {
  const auto key = auth.use_key(ada, "old");
  EXPECT_TRUE(auth.delete_key(ada));
  EXPECT_EQ(auth.create_session(*key, {}).error(), errc::invalid_key_id);
  const auto eve = auth.create_user({}, ada, "old")->id;
  EXPECT_EQ(auth.create_session(*key, {}).error(), errc::invalid_key_id);
  EXPECT_TRUE(auth.list_sessions(user).empty());
  EXPECT_TRUE(auth.list_sessions(eve).empty());
}

TEST_F(AuthRaces, AHashThatIsMadeStrongerMeanwhileSignsNobodyOut) {
  hasher->finds_all_weak = true;
  result<used_key> other = errc::internal;
  meanwhile->before = [&] { other = auth.use_key(ada, "old"); };
  const auto key = auth.use_key(ada, "old");
  ASSERT_TRUE(key) << "another sign-in made the hash stronger first";
  ASSERT_TRUE(other);
  const auto session = auth.create_session(*key, {});
  EXPECT_TRUE(auth.create_session(*other, {}));
  EXPECT_TRUE(auth.use_key(ada, "old"));
  EXPECT_TRUE(auth.validate(session->token));
}

TEST_F(AuthRaces, AWeakHashThatIsChangedWhileItIsVerifiedOpensNothing) {
  hasher->finds_all_weak = true;
  meanwhile->before = [&] { change(); };
  EXPECT_EQ(auth.use_key(ada, "old").error(), errc::invalid_password);
  EXPECT_TRUE(auth.use_key(ada, "new"));
}

TEST_F(AuthRaces, OfTwoChangesThatShowedTheSamePasswordOneIsMade) {
  const auto owner = auth.use_key(ada, "old");
  const auto thief = auth.use_key(ada, "old");
  const auto changed = auth.set_key_password(*owner, "new");
  ASSERT_TRUE(changed);
  EXPECT_EQ(auth.set_key_password(*thief, "stolen").error(), errc::invalid_key_id);
  EXPECT_FALSE(auth.use_key(ada, "stolen"));
  EXPECT_TRUE(auth.create_session(*changed, {}));
  EXPECT_EQ(auth.set_key_password(*changed, "").error(), errc::invalid_password);
}

TEST_F(AuthRaces, AKeyWithoutAPasswordOpensUntilItIsGone) {
  constexpr key_name github{"github", "42"};
  EXPECT_TRUE(auth.create_key(user, github));
  const auto key = auth.use_key(github, std::nullopt);
  EXPECT_TRUE(auth.create_session(*key, {}));
  EXPECT_THROW((void)auth.set_key_password(*key, "new"), error);
  EXPECT_TRUE(auth.delete_key(github));
  EXPECT_FALSE(auth.create_session(*key, {}));
}

TEST_F(AuthRaces, AKeyForOneUseIsGoneAndItsSessionIsMade) {
  bench b{schemes::lucia_v1};
  (void)*b->create_key(b->create_user({})->id, {"email", "code"}, {.expires_in = std::chrono::minutes{10}});
  const auto key = b->use_key({"email", "code"}, std::nullopt);
  EXPECT_TRUE(b->create_session(*key, {}));
}

}  // namespace
}  // namespace cardea
