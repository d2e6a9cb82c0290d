// SPDX-License-Identifier: MIT
#include "forwarded.hpp"

#include <gtest/gtest.h>

namespace cardea::http::detail {
namespace {

TEST(Forwarded, ElementsArePartedByCommasButNotWithinQuotes) {
  const auto hops = parse_forwarded("for=\"a,b;c\\\"d\" ; proto=http,for=e;x=\"y\"");
  ASSERT_TRUE(hops);
  ASSERT_EQ(hops->size(), 2U);
  EXPECT_EQ((*hops)[0].address, "a,b;c\"d");
  EXPECT_EQ((*hops)[0].scheme, "http");
  EXPECT_EQ((*hops)[1].address, "e");
}

TEST(Forwarded, WhatBreaksTheGrammarIsAbsentAsAWhole) {
  for (const char* broken : {"for", "for=", "=a", "for=\"a", "for=\"a\\", "for=a b", "for=a;for=b", "for=a=b",
                             "for=a\"b\"", "f or=a", "for =a", "for=a\x01", "for=[::1]"})
    EXPECT_FALSE(parse_forwarded(broken)) << broken;
}

}  // namespace
}  // namespace cardea::http::detail
