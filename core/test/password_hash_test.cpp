// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/error.hpp>
#include <cardea/password.hpp>

#include "password_vectors.hpp"
#include "password_work.hpp"

namespace {

using namespace cardea;
using vectors::decomposed;
using vectors::hunter2;
using vectors::writing;

/// 0, 1, 2, ...: the salt of the vectors.
class counting_random final : public random_source {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i);
  }
};

std::string hashed(password_policy policy, const std::string& password) {
  counting_random random;
  return standard_password_hasher{policy, random}.hash(password);
}

TEST(PasswordHash, ScryptIsByteForByteThatOfLucia3) {
  EXPECT_EQ(hashed(writing(password_format::lucia_v3), hunter2), vectors::v3);
  EXPECT_EQ(hashed(writing(password_format::s2), hunter2), vectors::v3_legacy_s2);
  EXPECT_EQ(hashed(writing(password_format::lucia_v3), decomposed), vectors::v3_nfkc);
}

// @node-rs/argon2 1.7.0, which oslo uses, chooses its own salts; its verify() accepts these three strings.
TEST(PasswordHash, Argon2idIsWhatOsloVerifies) {
  auto policy = writing(password_format::argon2id);
  EXPECT_EQ(
      hashed(policy, hunter2),
      "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$xS5rdTl7ppbYZoS3aZJQSPuBks4p4O+PSmBqGMMe/7U");
  EXPECT_EQ(
      hashed(policy, decomposed),
      "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$36zF77fwBGA1HwQoqQ05gJCTXj9JyBKSF0f5cxi8rCA");
  policy.argon2id_over_nfkc = true;
  EXPECT_EQ(
      hashed(policy, decomposed),
      "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$+VeBNagYs9kVlPWeTFWj62CffsZD1VoDnAwIQdrcTWM");
}

TEST(PasswordHash, IsSaltedAnewAndFits) {
  const standard_password_hasher hasher;
  const auto stored = hasher.hash(hunter2);
  EXPECT_NE(stored, hasher.hash(hunter2));
  const auto verdict = hasher.verify(stored, hunter2);
  EXPECT_TRUE(verdict.valid);
  EXPECT_FALSE(verdict.needs_rehash);
}

// T6, CVE-2013-1443: the cap comes before any work.
TEST(PasswordHash, WhatCannotBeAPasswordIsRefusedBeforeAnyWork) {
  password_policy policy;
  policy.max_bytes = 64;
  const standard_password_hasher hasher{policy};
  const auto before = detail::work_done();
  for (const auto& odd : {std::string{}, std::string(65, 'a'), std::string(1 << 20, 'a'), std::string{"\xff"},
                          std::string{"a\0", 2}}) {
    EXPECT_FALSE(hasher.acceptable(odd));
    try {
      (void)hasher.hash(odd);
      FAIL() << odd.size();
    } catch (const error& caught) {
      EXPECT_EQ(caught.code(), errc::invalid_password);
    }
    EXPECT_FALSE(hasher.verify(vectors::s2, odd).valid);
    hasher.refuse(odd);
  }
  EXPECT_EQ(detail::work_done(), before);
  EXPECT_TRUE(hasher.acceptable(std::string(64, 'a')));
}

void expect_refused(const password_policy& policy) {
  try {
    const standard_password_hasher hasher{policy};
    FAIL() << policy.argon2id_memory_kib << ' ' << policy.argon2id_iterations << ' ' << policy.max_bytes;
  } catch (const error& caught) {
    EXPECT_EQ(caught.code(), errc::invalid_argument);
  }
}

password_policy argon2id_with(std::uint32_t memory_kib, std::uint32_t iterations) {
  password_policy policy;
  policy.argon2id_memory_kib = memory_kib;
  policy.argon2id_iterations = iterations;
  return policy;
}

TEST(PasswordPolicy, IsHeldAboveTheFloorAndUnderTheLimits) {
  EXPECT_NO_THROW(standard_password_hasher{argon2id_with(47104, 1)});
  EXPECT_NO_THROW(standard_password_hasher{argon2id_with(19456, 2)});
  EXPECT_NO_THROW(standard_password_hasher{argon2id_with(12288, 3)});
  expect_refused(argon2id_with(47103, 1));
  expect_refused(argon2id_with(19455, 2));
  expect_refused(argon2id_with(12287, 64));
  expect_refused(argon2id_with(47104, 0));
  expect_refused(argon2id_with(1024 * 1024 + 1, 1));
  expect_refused(argon2id_with(19456, 65));
}

TEST(PasswordPolicy, TakesPasswordsOf64Bytes) {
  password_policy policy;
  policy.max_bytes = 63;
  expect_refused(policy);
}

TEST(PasswordPolicy, DoesNotWriteWhatItCouldNotRead) {
  auto policy = writing(password_format::lucia_v3);
  policy.two_part = two_part_hash::r8;
  expect_refused(policy);
}

}  // namespace
