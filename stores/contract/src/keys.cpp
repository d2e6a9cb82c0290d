// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

namespace cardea::contract {

/// Stops the test of a store without keys; that it says so is tested below.
#define CARDEA_CONTRACT_NEEDS_KEYS \
  if (!kept().has_keys()) return

TEST_P(StoreContract, WithoutAPlaceForKeysTheirFunctionsThrowUnsupported) {
  if (kept().has_keys()) return;
  have_user("u1");
  const auto key = a_key("name:ada", "u1");
  const auto refuses = [](auto&& call) {
    try {
      call();
    } catch (const error& e) {
      return e.code() == errc::unsupported;
    }
    return false;
  };
  EXPECT_TRUE(refuses([&] { kept().insert_key(key); }));
  EXPECT_TRUE(refuses([&] { kept().find_key(key.id); }));
  EXPECT_TRUE(refuses([&] { kept().list_keys("u1"); }));
  EXPECT_TRUE(refuses([&] { kept().set_key_password(key.id, "hash"); }));
  EXPECT_TRUE(refuses([&] { kept().replace_key_password(key.id, "hash", "other"); }));
  EXPECT_TRUE(refuses([&] { kept().erase_key(key.id); }));
  const auto with_key = a_key("name:eve", "u2");
  EXPECT_TRUE(refuses([&] { kept().insert_user(a_user("u2"), &with_key); }));
  EXPECT_FALSE(kept().find_user("u2")) << "the user was inserted though its key could not be";
}

TEST_P(StoreContract, AKeyIsFoundAsItWasInserted) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  auto key = a_key("name:ada", "u1");
  key.primary = rules().has_primary_keys;
  if (kept().has_key_expiry()) key.expires = noon;
  ASSERT_EQ(words(kept().insert_key(key)), "done");
  EXPECT_EQ(kept().find_key("name:ada"), key);

  auto bare = a_key("github:1", "u1");
  bare.hashed_password.reset();
  ASSERT_EQ(words(kept().insert_key(bare)), "done");
  const auto found = kept().find_key("github:1");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->hashed_password) << "a key without a password comes back with one, be it empty";
  EXPECT_EQ(*found, bare);
}

TEST_P(StoreContract, AKeyThatDoesNotExistIsAbsent) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  EXPECT_FALSE(kept().find_key("name:nobody"));
  EXPECT_TRUE(kept().list_keys("nobody").empty());
  EXPECT_FALSE(kept().set_key_password("name:nobody", "hash"));
  EXPECT_FALSE(kept().replace_key_password("name:nobody", "hash", "other"));
  EXPECT_FALSE(kept().erase_key("name:nobody"));
}

TEST_P(StoreContract, AKeyIsTakenOnce) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  have_user("u2");
  have_key("name:ada", "u1");
  EXPECT_EQ(words(kept().insert_key(a_key("name:ada", "u2"))), "duplicate");
  EXPECT_EQ(kept().find_key("name:ada"), a_key("name:ada", "u1")) << "a refused key overwrote the first";
}

TEST_P(StoreContract, AKeyNeedsItsUser) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  EXPECT_EQ(words(kept().insert_key(a_key("name:ada", "nobody"))), "no_user");
  EXPECT_FALSE(kept().find_key("name:ada"));
}

TEST_P(StoreContract, AUserIsInsertedWithItsKeyOrNotAtAll) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  const auto key = a_key("name:ada", "u1");
  ASSERT_EQ(words(kept().insert_user(a_user("u1"), &key)), "done");
  EXPECT_EQ(kept().find_key("name:ada"), key);

  const auto taken = a_key("name:ada", "u2");
  EXPECT_EQ(words(kept().insert_user(a_user("u2"), &taken)), "duplicate_key");
  EXPECT_FALSE(kept().find_user("u2")) << "the key was taken, and the user is there all the same";
  EXPECT_EQ(kept().find_key("name:ada"), key);

  const auto free = a_key("name:eve", "u1");
  EXPECT_EQ(words(kept().insert_user(a_user("u1"), &free)), "duplicate");
  EXPECT_FALSE(kept().find_key("name:eve")) << "the user was taken, and the key is there all the same";
  have_user("u3");
}

TEST_P(StoreContract, KeysAreListedInTheOrderOfIds) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  have_user("u2");
  for (const auto* id : {"name:b", "github:1", "name:B"}) have_key(id, "u1");
  have_key("name:c", "u2");
  const auto keys = kept().list_keys("u1");
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0], a_key("github:1", "u1"));
  EXPECT_EQ(keys[1].id, "name:B");
  EXPECT_EQ(keys[2].id, "name:b");
}

TEST_P(StoreContract, APasswordIsSetAndTakenAway) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  have_key("name:ada", "u1");
  have_key("name:eve", "u1");
  EXPECT_TRUE(kept().set_key_password("name:ada", "another:hash"));
  EXPECT_EQ(kept().find_key("name:ada")->hashed_password, "another:hash");
  EXPECT_TRUE(kept().set_key_password("name:ada", "another:hash"))
      << "count the rows found, not the rows changed";
  EXPECT_TRUE(kept().set_key_password("name:ada", std::nullopt));
  EXPECT_FALSE(kept().find_key("name:ada")->hashed_password);
  EXPECT_EQ(kept().find_key("name:eve")->hashed_password, "a:hash") << "another key's password was changed";
}

TEST_P(StoreContract, APasswordIsReplacedOnlyWhileItIsTheExpectedOne) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  have_key("name:ada", "u1");
  EXPECT_FALSE(kept().replace_key_password("name:ada", "A:HASH", "wrong"));
  EXPECT_FALSE(kept().replace_key_password("name:ada", "", "wrong"));
  EXPECT_EQ(kept().find_key("name:ada")->hashed_password, "a:hash");
  EXPECT_TRUE(kept().replace_key_password("name:ada", "a:hash", "next"));
  EXPECT_EQ(kept().find_key("name:ada")->hashed_password, "next");
  EXPECT_FALSE(kept().replace_key_password("name:ada", "a:hash", "stale"));
  EXPECT_EQ(kept().find_key("name:ada")->hashed_password, "next");
}

TEST_P(StoreContract, NoPasswordIsNeverTheExpectedOne) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  have_key("name:ada", "u1");
  ASSERT_TRUE(kept().set_key_password("name:ada", std::nullopt));
  EXPECT_FALSE(kept().replace_key_password("name:ada", "", "hash"));
  EXPECT_FALSE(kept().replace_key_password("name:ada", "a:hash", "hash"));
  EXPECT_FALSE(kept().find_key("name:ada")->hashed_password) << "a key without a password was given one";
}

TEST_P(StoreContract, AKeyIsErasedOnce) {
  CARDEA_CONTRACT_NEEDS_KEYS;
  have_user("u1");
  have_key("name:ada", "u1");
  have_key("name:eve", "u1");
  EXPECT_TRUE(kept().erase_key("name:ada"));
  EXPECT_FALSE(kept().erase_key("name:ada"));
  EXPECT_FALSE(kept().find_key("name:ada"));
  EXPECT_TRUE(kept().find_key("name:eve"));
  EXPECT_TRUE(kept().find_user("u1")) << "a key's user goes with it";
  have_key("name:ada", "u1");
}

#undef CARDEA_CONTRACT_NEEDS_KEYS

void keys_tests() {}

}  // namespace cardea::contract
