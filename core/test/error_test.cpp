// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/error.hpp>
#include <cardea/result.hpp>

#include <set>

namespace {

using cardea::errc;
using cardea::result;

constexpr errc all[] = {errc::invalid_session_id,
                        errc::invalid_user_id,
                        errc::invalid_key_id,
                        errc::invalid_password,
                        errc::expired_key,
                        errc::duplicate_user_id,
                        errc::duplicate_key_id,
                        errc::duplicate_session_id,
                        errc::conflict,
                        errc::primary_key,
                        errc::invalid_argument,
                        errc::unsupported,
                        errc::schema_mismatch,
                        errc::unavailable,
                        errc::outcome_unknown,
                        errc::busy,
                        errc::read_only,
                        errc::full,
                        errc::corrupt,
                        errc::internal};

TEST(Error, WhatLuciaHasANameForKeepsIt) {
  EXPECT_EQ(to_string(errc::invalid_session_id), "AUTH_INVALID_SESSION_ID");
  EXPECT_EQ(to_string(errc::invalid_user_id), "AUTH_INVALID_USER_ID");
  EXPECT_EQ(to_string(errc::invalid_key_id), "AUTH_INVALID_KEY_ID");
  EXPECT_EQ(to_string(errc::invalid_password), "AUTH_INVALID_PASSWORD");
  EXPECT_EQ(to_string(errc::duplicate_key_id), "AUTH_DUPLICATE_KEY_ID");
  EXPECT_EQ(to_string(errc::duplicate_session_id), "AUTH_DUPLICATE_SESSION_ID");
  EXPECT_EQ(to_string(errc::expired_key), "AUTH_EXPIRED_KEY");
}

TEST(Error, EveryCodeHasASpellingOfItsOwn) {
  std::set<std::string_view> seen;
  for (const auto code : all) EXPECT_TRUE(seen.insert(to_string(code)).second) << to_string(code);
}

TEST(Error, OnlyALockAndAnAbsentDatabaseAreWorthAnotherTry) {
  for (const auto code : all) {
    EXPECT_EQ(is_retryable(code), code == errc::busy || code == errc::unavailable) << to_string(code);
  }
}

TEST(Result, ReadingARefusalThrowsItsReason) {
  const result<int> refused{errc::invalid_key_id};
  EXPECT_FALSE(refused);
  EXPECT_EQ(refused.error(), errc::invalid_key_id);
  try {
    (void)*refused;
    FAIL() << "a refusal was read as a value";
  } catch (const cardea::error& caught) {
    EXPECT_EQ(caught.code(), errc::invalid_key_id);
    EXPECT_STREQ(caught.what(), "AUTH_INVALID_KEY_ID");
  }
}

TEST(Result, AValueIsMovedOut) {
  result<std::string> made{std::string(100, 'x')};
  ASSERT_TRUE(made);
  const std::string taken = *std::move(made);
  EXPECT_EQ(taken.size(), 100U);
}

}  // namespace
