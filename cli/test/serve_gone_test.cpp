// SPDX-License-Identifier: MIT
#include "proxy.hpp"
#include "served.hpp"
#include "server.hpp"

#include <gmock/gmock.h>

namespace cardea::cli::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// On a server whose way can be broken.
class ServeGone : public Serve {
 protected:
  ServeGone() {
    db = between_.through(place_.url());
    more = {"--busy-timeout", "1s"};
    start({"--migrate", "--database-threads", "2"});
  }
  place place_{};
  proxy between_{server_url()};
};

TEST_F(ServeGone, ADatabaseThatIsGoneIsUnavailableAndIsFoundAgain) {
  const auto made = sign_up("ada");
  ASSERT_EQ(status_of(made), 201) << made << err();
  const auto cookie = cookie_of(made);
  ASSERT_EQ(status_of(ask("GET /readyz")), 200);
  for (int i = 0; i < 2; ++i) {
    between_.stop();
    const auto me = ask("GET /api/me", {}, cookie);
    EXPECT_EQ(status_of(me), 503) << me;
    EXPECT_THAT(me, HasSubstr("Retry-After: "));
    EXPECT_THAT(me, Not(HasSubstr("ada")));
    const auto sign_in = ask("POST /api/sign-in", R"({"identifier":"ada","password":")" + password + "\"}");
    EXPECT_EQ(status_of(sign_in), 503) << sign_in;
    EXPECT_THAT(sign_in, Not(HasSubstr("Set-Cookie")));
    EXPECT_EQ(status_of(ask("GET /forward-auth", {}, cookie)), 503);
    EXPECT_TRUE(eventually([&] { return status_of(ask("GET /readyz")) == 503; }));
    EXPECT_EQ(status_of(ask("GET /healthz")), 200);
    between_.start();
    EXPECT_TRUE(eventually([&] { return status_of(ask("GET /readyz")) == 200; }));
    EXPECT_EQ(status_of(ask("GET /api/me", {}, cookie)), 200) << "the session is what it was";
    EXPECT_EQ(status_of(ask("GET /api/me", {}, "auth_session=x")), 401);
  }
  EXPECT_EQ(stop(), 0);
}

}  // namespace
}  // namespace cardea::cli::test
