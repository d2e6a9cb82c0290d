// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/password.hpp>

#include <vector>

#include "password_vectors.hpp"
#include "password_work.hpp"

// T1, T2 and T3: an unknown key, a key without a password, a key of an older work factor and a wrong password
// look alike. What each refusal spends is counted where the hashing is done.
namespace {

using namespace cardea;
using namespace vectors;
using detail::work;
using detail::work_done;

template <class Act>
work spent(Act act) {
  const auto before = work_done();
  act();
  return work_done() - before;
}

work refusing(const password_policy& policy, const std::string& password) {
  const standard_password_hasher hasher{policy};
  return spent([&] { hasher.refuse(password); });
}

work failing(const password_policy& policy, const std::string& stored, const std::string& password) {
  const standard_password_hasher hasher{policy};
  return spent([&] { EXPECT_FALSE(hasher.verify(stored, password).valid) << stored; });
}

const std::string wrong = "hunter3";
const std::string wrong_decomposed = decomposed + '3';

constexpr work r16 = detail::scrypt_work(16);
constexpr work r8 = detail::scrypt_work(8);
constexpr work owasp = detail::argon2id_work(19456, 2);

TEST(PasswordAccount, RefusingIsThePolicysOwnWork) {
  EXPECT_EQ(refusing(writing(password_format::s2), wrong), r16);
  EXPECT_EQ(refusing(writing(password_format::lucia_v3, two_part_hash::r16), wrong), r16);
  EXPECT_EQ(refusing(writing(password_format::lucia_v3), wrong), r16 + r8);
  EXPECT_EQ(refusing(writing(password_format::argon2id), wrong), owasp);
}

TEST(PasswordAccount, EverySpellingIsPaidForWhoeverIsAsked) {
  EXPECT_EQ(refusing(writing(password_format::s2), wrong_decomposed), 2 * r16);
  EXPECT_EQ(failing(writing(password_format::s2), s2, wrong_decomposed), 2 * r16);
  EXPECT_EQ(refusing(writing(password_format::argon2id), wrong_decomposed), 3 * owasp);
  EXPECT_EQ(failing(writing(password_format::argon2id), argon2id_nfkc, wrong_decomposed), 3 * owasp);
}

TEST(PasswordAccount, AWrongPasswordCostsWhatAnUnknownKeyCosts) {
  const auto as_s2 = writing(password_format::s2);
  EXPECT_EQ(failing(as_s2, s2, wrong), refusing(as_s2, wrong));
  const auto as_v3 = writing(password_format::lucia_v3);
  EXPECT_EQ(failing(as_v3, v3, wrong), refusing(as_v3, wrong));
  const auto as_argon2id = writing(password_format::argon2id);
  EXPECT_EQ(failing(as_argon2id, argon2id_nfkc, wrong), refusing(as_argon2id, wrong));
}

TEST(PasswordAccount, ACheaperHashOfTheSameKindIsToppedUpExactly) {
  EXPECT_EQ(failing(writing(password_format::s2, two_part_hash::r8), legacy8, wrong), r16);
  EXPECT_EQ(failing(writing(password_format::s2, two_part_hash::r8), legacy8, wrong_decomposed), 2 * r16);
  for (const auto& stored : {argon2id_weak, argon2id_four_lanes, argon2id_long_tag}) {
    EXPECT_EQ(failing(writing(password_format::argon2id), stored, wrong), owasp) << stored;
  }
}

TEST(PasswordAccount, AMalformedOrEmptyHashCostsThePolicysWork) {
  for (const auto format : {password_format::s2, password_format::argon2id}) {
    const auto policy = writing(format);
    const auto owed = refusing(policy, wrong);
    for (const std::string stored :
         {"", "x", "s2:salt:abc", "$2b$31$5FKurmEKpl2ATVvRirkNNerARPzD08Igf.7YjuJlYg8cr1/jbDhEC",
          "$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
          // Well-formed for us, refused by libsodium: a salt of four bytes, an odd base64, a leading zero.
          "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA",
          "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$A",
          "$argon2id$v=19$m=019456,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"}) {
      EXPECT_EQ(failing(policy, stored, wrong), owed) << stored;
    }
  }
}

TEST(PasswordAccount, NoRefusalOfAnyKindIsCheaperThanThePolicysWork) {
  const std::vector stored{s2, v3, legacy8, argon2id_weak, argon2id_nfkc, bcrypt};
  for (const auto format : {password_format::s2, password_format::argon2id}) {
    const auto policy = writing(format);
    const auto owed = refusing(policy, wrong);
    for (const auto& hash : stored) EXPECT_GE(failing(policy, hash, wrong), owed) << hash;
  }
}

TEST(PasswordAccount, ARightPasswordPaysOnlyForItself) {
  const standard_password_hasher hasher;
  EXPECT_EQ(spent([&] { EXPECT_TRUE(hasher.verify(argon2id_weak, hunter2).valid); }),
            detail::argon2id_work(8192, 1));
  EXPECT_EQ(spent([&] { EXPECT_TRUE(hasher.verify(s2, hunter2).valid); }), r16);
}

TEST(PasswordAccount, HashingIsCountedToo) {
  EXPECT_EQ(spent([] { (void)standard_password_hasher{writing(password_format::s2)}.hash(hunter2); }), r16);
  EXPECT_EQ(spent([] { (void)standard_password_hasher{}.hash(hunter2); }), owasp);
}

}  // namespace
