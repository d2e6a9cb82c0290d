// SPDX-License-Identifier: MIT
#include "counted_allocations.hpp"

#include <cardea/auth.hpp>
#include <cardea/cached/sole_writer.hpp>
#include <cardea/cached/store.hpp>
#include <cardea/memory/store.hpp>

#include <gtest/gtest.h>

namespace {

struct person {
  std::string username;
  std::optional<std::string> email;
  bool email_verified{};
  std::int64_t points{};
  cardea::timestamp joined{};
};
BOOST_DESCRIBE_STRUCT(person, (), (username, email, email_verified, points, joined))

struct device {
  std::string user_agent;
};
BOOST_DESCRIBE_STRUCT(device, (), (user_agent))

class Allocations : public testing::TestWithParam<const cardea::scheme*> {
 protected:
  template <class Session>
  void none_on_a_hit(const Session& attributes) {
    cardea::auth<person, Session> auth{
        cardea::cached::store{std::make_unique<cardea::memory::store>(*GetParam()),
                              std::make_unique<cardea::cached::sole_writer>()}};
    std::string tokens[2];
    for (auto& token : tokens) {
      const auto user = auth.create_user({.username = "ada.lovelace@analytical.example",
                                          .email = "ada@example.com",
                                          .email_verified = true});
      token = auth.create_session(user->id, attributes)->token;
    }
    typename cardea::auth<person, Session>::validation who;
    cardea::basic_validation record;
    const auto validate_all = [&] {
      for (const auto& token : tokens) {
        ASSERT_TRUE(auth.validate(token, who));
        ASSERT_EQ(who.user.attributes.username, "ada.lovelace@analytical.example");
        ASSERT_EQ(who.user.attributes.email, "ada@example.com");
        ASSERT_EQ(who.session.token, token);
        ASSERT_TRUE(auth.basic().validate(token, record));
      }
    };
    validate_all();
    validate_all();
    const std::size_t before = allocations;
    for (int i = 0; i < 100; ++i) validate_all();
    EXPECT_EQ(allocations - before, 0U);
    (void)auth.validate(tokens[0]);
    EXPECT_GT(allocations - before, 0U) << "they are not counted";
  }
};

TEST_P(Allocations, AHitAllocatesNothing) {
  if (GetParam()->has_session_attributes)
    none_on_a_hit(device{.user_agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101"});
  else
    none_on_a_hit(cardea::no_attributes{});
}

INSTANTIATE_TEST_SUITE_P(Cached, Allocations,
                         testing::Values(&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1,
                                         &cardea::schemes::lucia_v2, &cardea::schemes::lucia_v3,
                                         &cardea::schemes::cardea),
                         [](const auto& of) {
                           std::string name{of.param->name};
                           for (auto& c : name)
                             if (c == '-') c = '_';
                           return name;
                         });

}  // namespace
