// SPDX-License-Identifier: MIT
#include <cardea/basic_auth.hpp>
#include <cardea/contract/at_once.hpp>
#include <cardea/contract/threads.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace cardea::contract {

TEST_P(StoreThreadsContract, OfManyInsertionsOfOneUserOneWins) {
  std::atomic<int> done = 0, duplicates = 0;
  at_once(64, [&](int i) {
    auto user = a_user("u1");
    user.attributes[0] = std::to_string(i);
    const auto outcome = kept().insert_user(user, nullptr);
    done += outcome == insertion::done;
    duplicates += outcome == insertion::duplicate;
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(duplicates, 63);
}

TEST_P(StoreThreadsContract, OfManyUsersWithOneKeyOneWinsAndTheOthersLeaveNothing) {
  if (!kept().has_keys()) return;
  std::atomic<int> done = 0, duplicates = 0;
  at_once(32, [&](int i) {
    const auto user = a_user("u" + std::to_string(i));
    const auto key = a_key("name:ada", user.id);
    const auto outcome = kept().insert_user(user, &key);
    done += outcome == insertion::done;
    duplicates += outcome == insertion::duplicate_key;
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(duplicates, 31);
  const auto users = kept().list_users("", 100);
  ASSERT_EQ(users.size(), 1U) << "users are there whose key was refused";
  EXPECT_EQ(kept().find_key("name:ada")->user_id, users[0].id);
}

TEST_P(StoreThreadsContract, OfManyInsertionsOfOneSessionOneWins) {
  have_user("u1");
  std::atomic<int> done = 0, duplicates = 0;
  at_once(64, [&](int) {
    const auto outcome = kept().insert_session(a_session("s1", "u1"));
    done += outcome == insertion::done;
    duplicates += outcome == insertion::duplicate;
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(duplicates, 63);
}

TEST_P(StoreThreadsContract, AKeyForOneUseIsErasedByOneOfMany) {
  if (!kept().has_keys()) return;
  have_user("u1");
  for (int round = 0; round < 4; ++round) {
    have_key("name:ada", "u1");
    std::atomic<int> won = 0;
    at_once(64, [&](int) { won += kept().erase_key("name:ada"); });
    EXPECT_EQ(won, 1) << "of many callers at once, one sees true";
  }
}

TEST_P(StoreThreadsContract, ASessionIsErasedByOneOfMany) {
  have_user("u1");
  have_session("s1", "u1");
  std::atomic<int> won = 0;
  at_once(32, [&](int) { won += kept().erase_session("s1"); });
  EXPECT_EQ(won, 1);
}

TEST_P(StoreThreadsContract, APasswordIsReplacedByOneOfMany) {
  if (!kept().has_keys()) return;
  have_user("u1");
  have_key("name:ada", "u1");
  std::atomic<int> won = 0, winner = -1;
  at_once(32, [&](int i) {
    if (!kept().replace_key_password("name:ada", "a:hash", std::to_string(i))) return;
    ++won;
    winner = i;
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(kept().find_key("name:ada")->hashed_password, std::to_string(winner));
}

namespace {

/// Revokes a session on one thread while `work(i)` runs on others, which says whether it kept the session
/// alive. None may that began after the revocation had returned.
template <class F>
void while_it_is_revoked(store& kept, std::string_view id, F work) {
  std::atomic<bool> revoked = false;
  at_once(64, [&](int i) {
    if (i == 0) {
      EXPECT_TRUE(kept.erase_session(id));
      revoked = true;
      return;
    }
    const bool was_revoked = revoked;
    EXPECT_FALSE(work(i) && was_revoked) << "a renewal undid a revocation";
  });
}

}  // namespace

TEST_P(StoreThreadsContract, ARevokedSessionIsNotBroughtBackByRenewalsAtTheSameTime) {
  have_user("u1");
  for (int round = 0; round < 8; ++round) {
    have_session("s1", "u1");
    while_it_is_revoked(kept(), "s1", [&](int i) {
      return kept().set_session_times("s1", times_at(noon + std::chrono::hours{i}));
    });
    EXPECT_FALSE(kept().find_session("s1")) << "a renewal brought a revoked session back";
  }
}

TEST_P(StoreThreadsContract, AfterARevocationReturnsNoSuccessorIsInserted) {
  have_user("u1");
  for (int round = 0; round < 8; ++round) {
    have_session("s1", "u1");
    while_it_is_revoked(kept(), "s1", [&](int i) {
      const auto id = "r" + std::to_string(round) + "-" + std::to_string(i);
      const auto outcome = kept().insert_successor(a_session(id, "u1"), "s1");
      EXPECT_TRUE(outcome == insertion::done || outcome == insertion::no_session) << words(outcome);
      return outcome == insertion::done;
    });
  }
}

TEST_P(StoreThreadsContract, AUserErasedWhileSessionsAreInsertedLeavesNoneBehind) {
  for (int round = 0; round < 4; ++round) {
    have_user("u1");
    at_once(32, [&](int i) {
      if (i == 16) {
        EXPECT_TRUE(kept().erase_user("u1"));
        return;
      }
      const auto outcome = kept().insert_session(a_session("s" + std::to_string(i), "u1"));
      EXPECT_TRUE(outcome == insertion::done || outcome == insertion::no_user) << words(outcome);
      if (!kept().has_keys()) return;
      const auto key = kept().insert_key(a_key("name:" + std::to_string(i), "u1"));
      EXPECT_TRUE(key == insertion::done || key == insertion::no_user) << words(key);
    });
    EXPECT_FALSE(kept().find_user("u1"));
    EXPECT_TRUE(kept().list_sessions("u1").empty()) << "a session outlived its user";
    if (kept().has_keys()) {
      EXPECT_TRUE(kept().list_keys("u1").empty()) << "a key outlived its user";
    }
  }
}

TEST_P(StoreThreadsContract, AUserErasedUnderValidationTakesTheSessionAlong) {
  for (int round = 0; round < 4; ++round) {
    have_user("u1");
    have_session("s1", "u1");
    std::atomic<bool> erased = false;
    at_once(64, [&](int i) {
      if (i == 32) {
        EXPECT_TRUE(kept().erase_user("u1"));
        erased = true;
        return;
      }
      for (int n = 0; n < 4; ++n) {
        const bool was_erased = erased;
        const auto found = kept().find_session("s1");
        EXPECT_FALSE(was_erased && found) << "a session was found after its user was erased";
        if (!found) break;
        EXPECT_TRUE(found->user) << "a session was found without its user";
        (void)kept().set_session_times("s1", times_at(noon + std::chrono::hours{i}));
      }
    });
    EXPECT_FALSE(kept().find_session("s1")) << "a renewal brought the session of an erased user back";
  }
}

namespace {

/// Keeps passwords as they are, and takes its time over each, so that others come in between.
class dawdling_hasher final : public password_hasher {
 public:
  bool acceptable(std::string_view) const noexcept override { return true; }
  std::string hash(std::string_view password) const override { return std::string{password}; }
  password_verdict verify(std::string_view stored, std::string_view password) const override {
    std::this_thread::sleep_for(turn_++ % 8 * 500us);
    return {stored == password, false};
  }
  void refuse(std::string_view) const override {}

 private:
  mutable std::atomic<int> turn_ = 0;
};

}  // namespace

TEST_P(StoreThreadsContract, SignInsBesideAChangeOfPasswordLeaveNoSessionOfTheOldOne) {
  if (!rules().has_keys) return;
  basic_auth auth{another(user_columns(), session_columns()),
                  user_columns(),
                  session_columns(),
                  {.passwords = std::make_shared<dawdling_hasher>()}};
  for (int round = 0; round < 8; ++round) {
    const auto id = "ada" + std::to_string(round);
    const key_name name{"name", id};
    const auto user = auth.create_user({std::string{"Ada"}, null_value{}}, name, "old")->id;
    at_once(24, [&](int i) {
      if (i == 0) {
        std::this_thread::sleep_for(1ms);
        EXPECT_TRUE(auth.set_key_password(name, "new"));
        auth.revoke_all(user);
      } else if (const auto key = auth.use_key(name, "old")) {
        (void)auth.create_session(*key, record(session_columns().size(), null_value{}));
      }
    });
    EXPECT_TRUE(auth.list_sessions(user).empty()) << "the old password has left a session";
  }
}

TEST_P(StoreThreadsContract, SweepsAtTheSameTimeCountEachSessionOnce) {
  have_user("u1");
  for (int i = 0; i < 100; ++i) have_session("s" + std::to_string(i), "u1");
  std::atomic<std::int64_t> erased = 0;
  at_once(16, [&](int) {
    const expiry_bounds bounds{.expires = noon, .created_at = noon, .last_verified = noon};
    for (std::int64_t slice; (slice = kept().erase_expired(bounds, 7)) > 0;) erased += slice;
  });
  EXPECT_EQ(erased, 100);
  EXPECT_TRUE(kept().list_sessions("u1").empty());
}

TEST_P(StoreThreadsContract, ReadersSeeWholeRowsWhileOneWrites) {
  have_user("u1");
  have_session("s1", "u1");
  at_once(16, [&](int i) {
    if (i == 0) {
      for (int n = 0; n < 50; ++n) {
        const auto text = std::to_string(n);
        const assignment both[] = {{0, text}, {1, text}};
        EXPECT_EQ(words(kept().update_user("u1", both)), "done");
      }
      return;
    }
    // A fixed number of times, so that readers that starve the writer cannot hang the test.
    for (int n = 0; n < 100; ++n) {
      const auto found = kept().find_session("s1");
      ASSERT_TRUE(found && found->user);
      const auto& attributes = found->user->attributes;
      if (!std::holds_alternative<null_value>(attributes[1])) {
        EXPECT_EQ(attributes[0], attributes[1]) << "an update was seen half";
      }
    }
  });
}

void StoreThreadsContract::link() {}

}  // namespace cardea::contract
