// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/password.hpp>

#include <algorithm>

#include "password_vectors.hpp"

namespace {

using namespace cardea;
using namespace vectors;
using namespace std::string_literals;

bool fits(const std::string& stored, const std::string& password, password_policy policy = {}) {
  return standard_password_hasher{policy}.verify(stored, password).valid;
}

bool asks_for_rehash(const std::string& stored, const std::string& password, password_policy policy = {}) {
  const auto verdict = standard_password_hasher{policy}.verify(stored, password);
  EXPECT_TRUE(verdict.valid) << stored;
  return verdict.needs_rehash;
}

TEST(PasswordOfLucia, EveryFormOfTheSamePasswordFits) {
  for (const auto& stored : {s2, v3_legacy_s2, v3, legacy8}) EXPECT_TRUE(fits(stored, hunter2)) << stored;
  EXPECT_FALSE(fits(s2, "hunter3"));
}

TEST(PasswordOfLucia, TheNfkcIsHashed) {
  EXPECT_TRUE(fits(s2_nfkc, decomposed));
  EXPECT_TRUE(fits(s2_nfkc, nfkc));
  EXPECT_TRUE(fits(v3_nfkc, decomposed));
  EXPECT_TRUE(fits(legacy8_nfkc, decomposed));
}

TEST(PasswordOfLucia, AnOldHashOverWhatWasTypedIsNotLost) {
  EXPECT_TRUE(fits(legacy8_raw, decomposed));
  EXPECT_FALSE(fits(legacy8_raw, nfkc));
}

TEST(PasswordOfLucia, ThePolicySaysHowTwoPartsAreRead) {
  const auto r8 = writing(password_format::s2, two_part_hash::r8);
  const auto r16 = writing(password_format::s2, two_part_hash::r16);
  EXPECT_TRUE(fits(legacy8, hunter2, r8));
  EXPECT_FALSE(fits(v3, hunter2, r8));
  EXPECT_TRUE(fits(v3, hunter2, r16));
  EXPECT_FALSE(fits(legacy8, hunter2, r16));
  EXPECT_TRUE(fits(s2, hunter2, r8));
}

TEST(PasswordOfLucia, AnUpperCaseKeyFits) {
  auto key = key_v3;
  std::transform(key.begin(), key.end(), key.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  EXPECT_TRUE(fits(salt_v3 + ':' + key, hunter2));
}

TEST(PasswordOfOslo, Argon2idFitsWithAnyParameters) {
  EXPECT_TRUE(fits(argon2id_nfkc, decomposed));
  EXPECT_TRUE(fits(argon2id_nfkc, nfkc));
  for (const auto& stored : {argon2id_four_lanes, argon2id_weak, argon2id_long_tag, argon2id_one_pass}) {
    EXPECT_TRUE(fits(stored, hunter2)) << stored;
    EXPECT_FALSE(fits(stored, "hunter3")) << stored;
  }
}

TEST(PasswordOfOslo, BcryptFits) {
  EXPECT_TRUE(fits(bcrypt, hunter2));
  EXPECT_FALSE(fits(bcrypt, "hunter3"));
  EXPECT_TRUE(fits(bcrypt_nfkc, decomposed));
  EXPECT_TRUE(fits(bcrypt_nfkc, nfkc));
}

// From the tests of Openwall's crypt_blowfish, which are in the public domain.
TEST(PasswordOfBcrypt, EveryPrefixFits) {
  for (const char* prefix : {"$2a", "$2b", "$2y"}) {
    EXPECT_TRUE(fits(prefix + "$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"s, "U*U")) << prefix;
    EXPECT_TRUE(fits(prefix + "$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"s, "U*U*U"))
        << prefix;
  }
}

TEST(PasswordOfBcrypt, IsReadUpToItsSeventySecondByte) {
  EXPECT_TRUE(fits(bcrypt_of_80_times_a, std::string(80, 'a')));
  EXPECT_TRUE(fits(bcrypt_of_80_times_a, std::string(72, 'a') + "other"));
  EXPECT_FALSE(fits(bcrypt_of_80_times_a, std::string(71, 'a')));
}

TEST(PasswordOfBcrypt, ANulDoesNotEndThePassword) { EXPECT_FALSE(fits(bcrypt, hunter2 + '\0' + "x")); }

// What v3, oslo and Better Auth throw on, and AUTH_OUTDATED_PASSWORD of Lucia 2.
TEST(Password, AMalformedHashFitsNothingAndThrowsNothing) {
  for (const auto& stored :
       {""s, "hunter2"s, ":"s, "salt:abc"s, "salt:zz"s, "s3:salt:" + key_16, "s2:salt:" + key_16.substr(1),
        "$2a$10$x"s, "$argon2id$"s, "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA"s,
        "$argon2id$v=16$m=8,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"s,
        "$argon2id$v=19$m=1048577,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"s, "\0"s, "\xff\xfe"s}) {
    EXPECT_FALSE(fits(stored, hunter2)) << stored;
  }
}

TEST(PasswordRehash, Argon2idOfThePolicyStaysAndAnythingBelowGoes) {
  EXPECT_FALSE(asks_for_rehash(argon2id_nfkc, nfkc));
  EXPECT_FALSE(asks_for_rehash(argon2id_one_pass, hunter2));
  EXPECT_TRUE(asks_for_rehash(argon2id_weak, hunter2));
  EXPECT_TRUE(asks_for_rehash(argon2id_four_lanes, hunter2));
  EXPECT_TRUE(asks_for_rehash(argon2id_long_tag, hunter2));  // 36864 KiB passes of 38912
  password_policy stronger;
  stronger.argon2id_iterations = 3;
  EXPECT_TRUE(asks_for_rehash(argon2id_nfkc, nfkc, stronger));
}

TEST(PasswordRehash, AnotherFormThanThePolicysGoes) {
  for (const auto& stored : {s2, v3, legacy8, bcrypt})
    EXPECT_TRUE(asks_for_rehash(stored, hunter2)) << stored;
  const auto as_s2 = writing(password_format::s2);
  EXPECT_FALSE(asks_for_rehash(s2, hunter2, as_s2));
  EXPECT_TRUE(asks_for_rehash(v3, hunter2, as_s2));
  EXPECT_TRUE(asks_for_rehash(argon2id_one_pass, hunter2, as_s2));
  const auto as_v3 = writing(password_format::lucia_v3);
  EXPECT_FALSE(asks_for_rehash(v3, hunter2, as_v3));
  EXPECT_TRUE(asks_for_rehash(legacy8, hunter2, as_v3));
  EXPECT_TRUE(asks_for_rehash(s2, hunter2, as_v3));
}

TEST(PasswordRehash, ASpellingThatThePolicyWouldNotWriteGoes) {
  EXPECT_TRUE(asks_for_rehash(argon2id_nfkc, decomposed));
  password_policy over_nfkc;
  over_nfkc.argon2id_over_nfkc = true;
  EXPECT_FALSE(asks_for_rehash(argon2id_nfkc, decomposed, over_nfkc));
}

TEST(PasswordRehash, ARefusalNeverAsksForIt) {
  const auto verdict = standard_password_hasher{}.verify(argon2id_weak, "hunter3");
  EXPECT_FALSE(verdict.valid);
  EXPECT_FALSE(verdict.needs_rehash);
}

}  // namespace
