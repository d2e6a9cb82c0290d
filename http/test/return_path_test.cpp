// SPDX-License-Identifier: MIT
#include <cardea/http/return_path.hpp>

#include <gtest/gtest.h>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <string>

#include "open_redirects.hpp"

namespace cardea::http {
namespace {

TEST(ReturnPath, T30NothingOfTheCorpusOfOpenRedirectsComesThrough) {
  for (const auto target : open_redirects) EXPECT_EQ(safe_return_path(target), std::nullopt) << target;
}

TEST(ReturnPath, PathsOfTheOwnOriginComeThroughAsTheyAre) {
  for (const char* target : {"/", "/account", "/account/", "/a/b/c", "/search?q=a%2Fb&next=//x", "/@ada",
                             "/k%C3%A4se", "/a?", "/a;v=1,2", "/a.b/..c/c..", "/a?q=%5c%0d%0a",
                             "/~ada/!$&'()*+,;=:@", "/a?return=https://evil.example"})
    EXPECT_EQ(safe_return_path(target), target);
}

TEST(ReturnPath, IsUpTo2048BytesLong) {
  EXPECT_TRUE(safe_return_path("/" + std::string(2047, 'a')));
  EXPECT_FALSE(safe_return_path("/" + std::string(2048, 'a')));
}

TEST(ReturnPath, EveryByteBehindTheFirstSlashStaysInTheOrigin) {
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second) {
      const std::string target{'/', static_cast<char>(first), static_cast<char>(second)};
      const auto path = safe_return_path(target + "evil.example");
      if (!path) continue;
      ASSERT_NE(first, '/');
      ASSERT_NE(first, '\\');
      ASSERT_TRUE(first > 0x20 && first < 0x7f && second > 0x20 && second < 0x7f) << first << ' ' << second;
      // As RFC 3986 resolves it.
      boost::urls::url resolved{"https://app.example"};
      const auto reference = boost::urls::parse_uri_reference(*path);
      ASSERT_TRUE(reference) << *path;
      ASSERT_FALSE(reference->has_authority() || reference->has_scheme()) << *path;
    }
}

}  // namespace
}  // namespace cardea::http
