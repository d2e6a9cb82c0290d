// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>

#include <optional>
#include <string>

/// What a call threw, if it threw one of ours.
struct thrown {
  cardea::errc code;
  std::string message;
};

template <class F>
std::optional<thrown> thrown_by(F&& call) {
  try {
    call();
  } catch (const cardea::error& e) {
    return thrown{e.code(), e.what()};
  }
  return std::nullopt;
}

/// Expects `call` to throw `errc` with a message that has `part` in it.
#define EXPECT_ERROR(call, errc, part)                                                              \
  do {                                                                                              \
    const auto was_thrown = thrown_by([&] { (void)(call); });                                       \
    ASSERT_TRUE(was_thrown) << "nothing was thrown";                                                \
    EXPECT_EQ(cardea::to_string(was_thrown->code), cardea::to_string(errc)) << was_thrown->message; \
    EXPECT_NE(was_thrown->message.find(part), std::string::npos) << was_thrown->message;            \
  } while (false)
