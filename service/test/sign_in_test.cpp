// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gtest/gtest.h>

namespace cardea::service {
namespace {

TEST(ServiceSignIn, WhoSignsUpIsSignedInAndSeesThemselves) {
  home h;
  browser ada{h};
  const auto out =
      ada.api("POST", "/api/sign-up",
              R"({"identifier":"Ada","password":"correct horse","attributes":{"nick":"countess"}})");
  ASSERT_EQ(out.status, 201) << out.body;
  const auto me = json_of(ada.get("/api/me"));
  EXPECT_EQ(me.at("user").at("identifier").as_string(), "Ada");
  EXPECT_EQ(me.at("user").at("attributes").at("nick").as_string(), "countess");
  EXPECT_TRUE(me.at("session").at("current").as_bool());
  EXPECT_EQ(me.at("session").at("address").as_string(), "192.0.2.1");
  EXPECT_FALSE(browser{h}.is_signed_in());
}

}  // namespace
}  // namespace cardea::service
