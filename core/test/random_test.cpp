// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/error.hpp>
#include <cardea/random.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace {

using cardea::errc;
using cardea::random_id;
using cardea::system_random;

constexpr std::string_view letters_and_digits = "abcdefghijklmnopqrstuvwxyz0123456789";

/// Every byte from 0 to 255, over and over.
class every_byte final : public cardea::random_source {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (auto& byte : bytes) byte = static_cast<std::byte>(next_++);
  }

 private:
  unsigned char next_ = 0;
};

class stuck_random final : public cardea::random_source {
 public:
  void fill(std::span<std::byte> bytes) override { std::fill(bytes.begin(), bytes.end(), std::byte{0xff}); }
};

TEST(Random, AnIdHasTheLengthAndTheAlphabetThatWereAsked) {
  const auto id = random_id(system_random(), {letters_and_digits, 40});
  EXPECT_EQ(id.size(), 40U);
  EXPECT_EQ(id.find_first_not_of(letters_and_digits), std::string::npos);
  EXPECT_NE(id, random_id(system_random(), {letters_and_digits, 40}));
  EXPECT_EQ(random_id(system_random(), {letters_and_digits, 0}), "");
  EXPECT_EQ(random_id(system_random(), {"x", 3}), "xxx");
}

TEST(Random, NoCharacterIsLikelierThanAnother) {
  // 256 is no multiple of 36: taking the remainder of every byte would draw the first four more often.
  every_byte random;
  std::map<char, int> drawn;
  for (const char c : random_id(random, {letters_and_digits, 252 * 10})) ++drawn[c];
  for (const char c : letters_and_digits) EXPECT_EQ(drawn[c], 70) << c;
}

TEST(Random, AnAlphabetMayHaveAnyByteOnce) {
  std::string alphabet;
  for (int i = 0; i < 256; ++i) alphabet += static_cast<char>(i);
  every_byte random;
  EXPECT_EQ(random_id(random, {alphabet, 256}), alphabet);
}

TEST(Random, AnAlphabetOfNoneOrOfTooManyIsRefused) {
  const std::string many(257, 'x');
  for (const std::string_view alphabet : {std::string_view{}, std::string_view{many}}) {
    try {
      (void)random_id(system_random(), {alphabet, 4});
      FAIL() << alphabet.size();
    } catch (const cardea::error& caught) {
      EXPECT_EQ(caught.code(), errc::invalid_argument);
    }
  }
}

TEST(Random, AStuckSourceIsReportedInsteadOfWaitedFor) {
  stuck_random random;
  EXPECT_THROW((void)random_id(random, {letters_and_digits, 4}), cardea::error);
}

TEST(Random, TheSystemFillsEveryByte) {
  std::array<std::byte, 4096> bytes{};
  system_random().fill(bytes);
  // The chance of 64 zeros in a row is 2^-512.
  for (std::size_t start = 0; start < bytes.size(); start += 64) {
    EXPECT_TRUE(std::any_of(bytes.begin() + static_cast<std::ptrdiff_t>(start),
                            bytes.begin() + static_cast<std::ptrdiff_t>(start) + 64,
                            [](std::byte b) { return b != std::byte{0}; }));
  }
}

}  // namespace
