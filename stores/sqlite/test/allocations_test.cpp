// SPDX-License-Identifier: MIT
#include "counted_allocations.hpp"
#include "folder.hpp"

#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

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

TEST(SqliteAllocations, AValidationIntoOneThatWasUsedBeforeAllocatesNothingOfOurs) {
  for (const auto& layout : {cardea::layouts::lucia_v3(), cardea::layouts::cardea()}) {
    const folder in;
    cardea::auth<person> auth{cardea::sqlite::store{cardea::sqlite::pool{in / "app.db"}, layout}};
    auth.migrate();
    std::string tokens[2];
    for (auto& token : tokens) {
      const auto user =
          auth.create_user({.username = "ada.lovelace@analytical.example" + std::to_string(&token - tokens),
                            .email = "somebody.whose.address.is.long@example.com",
                            .email_verified = true});
      token = auth.create_session(user->id)->token;
    }
    cardea::auth<person>::validation who;
    cardea::basic_validation record;
    const auto validate_all = [&] {
      for (const auto& token : tokens) {
        ASSERT_TRUE(auth.validate(token, who));
        ASSERT_EQ(who.user.attributes.email, "somebody.whose.address.is.long@example.com");
        ASSERT_EQ(who.session.token, token);
        ASSERT_TRUE(auth.basic().validate(token, record));
        ASSERT_EQ(record.user.id, who.user.id);
      }
    };
    validate_all();
    validate_all();
    const std::size_t before = allocations;
    for (int i = 0; i < 100; ++i) validate_all();
    EXPECT_EQ(allocations - before, 0U) << layout.rules->name;
    (void)auth.validate(tokens[0]);
    EXPECT_GT(allocations - before, 0U) << "they are not counted";
  }
}

}  // namespace
