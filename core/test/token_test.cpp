// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/token.hpp>

#include <algorithm>

namespace {

using cardea::sha256;
using cardea::split_token;

/// 0, 1, 2, ... 31, 0, ...
class repeating_random final : public cardea::random_source {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i % 32);
  }
};

// Buffer.from([...Array(32).keys()]).toString("base64") of Node 20
constexpr std::string_view secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const std::string id = "abcdefghijkmnpqr";

std::string hex(const cardea::sha256_hash& hash) {
  std::string out;
  for (const auto byte : hash) {
    out += "0123456789abcdef"[std::to_integer<int>(byte) >> 4];
    out += "0123456789abcdef"[std::to_integer<int>(byte) & 15];
  }
  return out;
}

std::string with_secret(std::string_view text) { return id + '.' + std::string{text}; }

TEST(Token, Sha256IsThatOfFips180) {
  EXPECT_EQ(hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const std::string_view abc = "abc";
  EXPECT_EQ(hex(sha256(std::as_bytes(std::span{abc.data(), abc.size()}))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Token, EqualHashesAreEqualAndOneBitMakesTheDifference) {
  const auto a = sha256({});
  EXPECT_TRUE(cardea::equal_in_constant_time(a, a));
  for (const std::size_t place : {0U, 15U, 31U}) {
    auto b = a;
    b[place] ^= std::byte{1};
    EXPECT_FALSE(cardea::equal_in_constant_time(a, b)) << place;
  }
}

TEST(Token, ASecretIs32BytesInStandardBase64) {
  repeating_random random;
  const auto made = cardea::generate_secret(random);
  EXPECT_EQ(made.text, secret);
  EXPECT_EQ(hex(made.hash), "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
  EXPECT_NE(cardea::generate_secret(cardea::system_random()).text,
            cardea::generate_secret(cardea::system_random()).text);
}

TEST(Token, IsTheIdAndTheHashOfTheSecret) {
  const auto token = with_secret(secret);
  const auto parsed = split_token::parse(token);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->id, id);
  EXPECT_EQ(parsed->id.data(), token.data());
  EXPECT_EQ(hex(parsed->secret_hash), "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
}

TEST(Token, PaddingIsOptional) {
  const auto bare = split_token::parse(with_secret(secret.substr(0, 43)));
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->secret_hash, split_token::parse(with_secret(secret))->secret_hash);
}

TEST(Token, AnythingButTwoPartsIsRefused) {
  const std::string text{secret};
  for (const auto& token :
       {std::string{}, std::string{"."}, std::string{".."}, id, id + '.', '.' + text, text,
        id + '.' + text + '.', id + '.' + text + ".x", id + ".x." + text, '.' + id + '.' + text}) {
    EXPECT_FALSE(split_token::parse(token)) << token;
  }
}

TEST(Token, ASecretThatIsNot32BytesOfStandardBase64IsRefused) {
  const std::string text{secret};
  auto url_alphabet = text, bit_left_over = text;
  url_alphabet[3] = '-';
  bit_left_over[42] = '9';  // two bits that no byte holds: a second spelling of the same secret
  for (const auto& wrong :
       {std::string{}, text.substr(0, 42), text.substr(4), text + '=', text.substr(0, 43) + 'A',
        text + "AAAA", ' ' + text, text + ' ', text.substr(0, 43) + '\n', url_alphabet, bit_left_over,
        std::string(44, '='), std::string(43, '%'), text.substr(0, 43) + '\0'}) {
    EXPECT_FALSE(split_token::parse(with_secret(wrong))) << wrong;
  }
}

TEST(Token, AByteBeyondAsciiIsNoLetterOfBase64) {
  for (std::size_t place = 0; place < 43; ++place) {
    for (int byte = 0x80; byte < 0x100; ++byte) {
      std::string text{secret};
      text[place] = static_cast<char>(byte);
      EXPECT_FALSE(split_token::parse(with_secret(text))) << place << ' ' << byte;
    }
  }
}

// T7: nothing blank, white or NUL reaches a database.
TEST(Token, AnIdThatCannotBeSeenIsRefused) {
  for (const auto& odd : {std::string(16, ' '), std::string("\t"), std::string("a b"), std::string("a\0b", 3),
                          std::string(1, '\0'), std::string("a\x7f"), std::string("\xc3\xa9")}) {
    EXPECT_FALSE(split_token::parse(odd + '.' + std::string{secret}));
  }
}

TEST(Token, AMegabyteIsRefusedOrReadAsQuickly) {
  EXPECT_FALSE(split_token::parse(std::string(1 << 20, 'a')));
  EXPECT_FALSE(split_token::parse(std::string(1 << 20, '.')));
  EXPECT_FALSE(split_token::parse(with_secret(std::string(1 << 20, 'A'))));
}

}  // namespace
