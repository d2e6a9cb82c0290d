// SPDX-License-Identifier: MIT
#include "password_stored.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "password_vectors.hpp"

namespace {

using namespace cardea::detail;
using namespace std::string_literals;

bool is_refused(const std::string& stored) {
  return std::holds_alternative<std::monostate>(parse_stored_hash(stored));
}

std::string argon2id(const std::string& parameters) {
  return "$argon2id$v=19$" + parameters +
         "$IBDC9NPuq8cEWMCOynGV4w$AK1Ff5ziSURfN1dY6KcxyR41FK/PxSSC5Naf4c6OJvc";
}

TEST(StoredPassword, EachFormIsKnownByItsShape) {
  EXPECT_TRUE(std::get<scrypt_hash>(parse_stored_hash(vectors::s2)).is_s2);
  const auto two_part = std::get<scrypt_hash>(parse_stored_hash(vectors::v3));
  EXPECT_FALSE(two_part.is_s2);
  EXPECT_EQ(two_part.salt, vectors::salt_v3);
  EXPECT_EQ(two_part.key.back(), 0x03);
  const auto argon = std::get<argon2id_hash>(parse_stored_hash(vectors::argon2id_nfkc));
  EXPECT_EQ(argon.memory_kib, 19456U);
  EXPECT_EQ(argon.iterations, 2U);
  EXPECT_EQ(std::get<bcrypt_hash>(parse_stored_hash(vectors::bcrypt)).cost, 4U);
}

TEST(StoredPassword, AnUpperCaseKeyIsReadAsLucia3ReadsIt) {
  auto key = vectors::key_16;
  std::transform(key.begin(), key.end(), key.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  EXPECT_EQ(std::get<scrypt_hash>(parse_stored_hash("s:" + key)).key,
            std::get<scrypt_hash>(parse_stored_hash("s:" + vectors::key_16)).key);
}

TEST(StoredPassword, ASaltMayBeEmptyOrAnyText) {
  EXPECT_EQ(std::get<scrypt_hash>(parse_stored_hash(':' + vectors::key_16)).salt, "");
  EXPECT_EQ(std::get<scrypt_hash>(parse_stored_hash("s\u00e9l:" + vectors::key_16)).salt, "s\u00e9l");
  EXPECT_EQ(std::get<scrypt_hash>(parse_stored_hash("s2:" + vectors::key_16)).salt, "s2");
}

TEST(StoredPassword, AMalformedScryptHashIsRefused) {
  const auto& key = vectors::key_16;
  for (const auto& stored : {""s,
                             ":"s,
                             "::"s,
                             ":::"s,
                             key,
                             "salt"s,
                             "salt:"s,
                             "s2:salt:"s,
                             "s3:salt:" + key,
                             "S2:salt:" + key,
                             ":salt:" + key,
                             "s2:salt:x:" + key,
                             "a:b:c:d"s,
                             "salt:" + key.substr(0, 126),
                             "salt:" + key.substr(0, 127),
                             "salt:" + key + "ab",
                             "salt:" + key.substr(0, 127) + 'z',
                             "salt: " + key.substr(1),
                             "salt:" + key.substr(0, 127) + '\0',
                             "salt:" + key + '\0',
                             "salt:0x" + key.substr(2),
                             std::string(1 << 20, ':'),
                             std::string(1 << 20, 'a'),
                             "s:" + std::string(1 << 20, 'a')}) {
    EXPECT_TRUE(is_refused(stored)) << stored.substr(0, 200);
  }
}

TEST(StoredPassword, OnlyHexDigitsMakeAKey) {
  const std::string digits = "0123456789abcdefABCDEF";
  for (int byte = 0; byte < 256; ++byte) {
    auto key = vectors::key_16;
    key[5] = static_cast<char>(byte);
    EXPECT_EQ(is_refused("salt:" + key), digits.find(key[5]) == std::string::npos) << byte;
  }
}

TEST(StoredPassword, ArgonThatAsksForTooMuchIsRefused) {
  EXPECT_FALSE(is_refused(argon2id("m=1048576,t=64,p=16")));
  EXPECT_TRUE(is_refused(argon2id("m=1048577,t=1,p=1")));
  EXPECT_TRUE(is_refused(argon2id("m=4294967295,t=1,p=1")));
  EXPECT_TRUE(is_refused(argon2id("m=4294968320,t=1,p=1")));
  EXPECT_TRUE(is_refused(argon2id("m=8,t=65,p=1")));
  EXPECT_TRUE(is_refused(argon2id("m=8,t=4294967295,p=1")));
  EXPECT_TRUE(is_refused(argon2id("m=8192,t=1,p=17")));
}

TEST(StoredPassword, AMalformedPhcStringIsRefused) {
  for (const auto& parameters :
       {""s, "m=8"s, "m=8,t=1"s, "m=8,t=1,p="s, "m=,t=1,p=1"s, "t=1,m=8,p=1"s, "m=-8,t=1,p=1"s,
        "m=8,t=1,p=1,data=x"s, "m=8, t=1,p=1"s, "m=8,t=1,p=1 "s, "m=99999999999999999999,t=1,p=1"s}) {
    EXPECT_TRUE(is_refused(argon2id(parameters))) << parameters;
  }
  EXPECT_TRUE(is_refused("$argon2id$"));
  EXPECT_TRUE(is_refused("$argon2id$m=8,t=1,p=1$c2FsdHNhbHQ$AAAA"));
  EXPECT_TRUE(is_refused("$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAA"));
  EXPECT_TRUE(is_refused(vectors::argon2id_weak + '\0' + "x"));
  EXPECT_TRUE(is_refused(vectors::argon2id_weak + std::string(1 << 20, 'A')));
}

TEST(StoredPassword, BcryptOfAnotherShapeOrTooDearIsRefused) {
  const auto rest = vectors::bcrypt.substr(6);
  for (const char* head : {"$2a$04", "$2b$16", "$2y$05"}) EXPECT_FALSE(is_refused(head + rest)) << head;
  for (const char* head :
       {"$2x$04", "$2$004", "$2b$03", "$2b$00", "$2b$17", "$2b$31", "$2b$99", "$2b$4a", "$2b$-4", "$3b$04"}) {
    EXPECT_TRUE(is_refused(head + rest)) << head;
  }
  EXPECT_TRUE(is_refused("$2"));
  EXPECT_TRUE(is_refused("$2a$04$"));
  EXPECT_TRUE(is_refused(vectors::bcrypt.substr(0, 59)));
  EXPECT_TRUE(is_refused(vectors::bcrypt + 'a'));
  EXPECT_TRUE(is_refused(vectors::bcrypt.substr(0, 59) + '\0'));
  EXPECT_TRUE(is_refused(vectors::bcrypt.substr(0, 59) + '+'));
}

}  // namespace
