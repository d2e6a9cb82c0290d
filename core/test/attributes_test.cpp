// SPDX-License-Identifier: MIT
#include <cardea/attributes.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shop {

struct account {
  std::string user_name;
  std::int32_t age{};
  std::int64_t points{};
  double score{};
  bool email_verified{};
  cardea::timestamp joined{};
  cardea::blob picture;
  std::optional<std::string> email;
  std::optional<std::int32_t> rank;
};
BOOST_DESCRIBE_STRUCT(account, (),
                      (user_name, age, points, score, email_verified, joined, picture, email, rank))

enum class role { member, admin, owner };
BOOST_DESCRIBE_ENUM(role, member, admin, owner)

struct employee {
  role at_work = role::member;
  std::optional<role> at_home;
};
BOOST_DESCRIBE_STRUCT(employee, (), (at_work, at_home))

}  // namespace shop

template <>
struct cardea::value_names<shop::role> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {{"admin", "administrator"},
                                                                            {"owner", ""}};
};

template <>
struct cardea::column_names<shop::account> {
  static constexpr std::pair<std::string_view, std::string_view> value[] = {{"user_name", "username"}};
};

namespace cardea {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(Attributes, ARecordIsReadIntoTheRoomOfAnOlderOne) {
  shop::account into;
  into.user_name = std::string(100, 'x');
  into.email = std::string(100, 'y');
  into.rank = 7;
  const auto* const room = into.user_name.data();
  shop::account from;
  from.user_name = "ada";
  from.age = 3;
  from.email = "a@b";
  const auto values = attribute::to_record(from);
  attribute::read_record(values, into);
  EXPECT_EQ(into.user_name, "ada");
  EXPECT_EQ(into.user_name.data(), room);
  EXPECT_EQ(into.age, 3);
  EXPECT_EQ(into.email, "a@b");
  EXPECT_FALSE(into.rank);
  EXPECT_EQ(std::get<std::string>(values[0]), "ada") << "what was read is left as it is";
}

TEST(Attributes, ADescribedStructGivesTheColumns) {
  const auto columns = attribute::columns_of<shop::account>();
  ASSERT_EQ(columns.size(), 9U);
  EXPECT_EQ(columns[0].name, "user_name");
  EXPECT_EQ(columns[0].in_table(), "username");
  EXPECT_EQ(columns[1].type, column_type::int32);
  EXPECT_EQ(columns[2].type, column_type::integer);
  EXPECT_EQ(columns[3].type, column_type::number);
  EXPECT_EQ(columns[4].type, column_type::boolean);
  EXPECT_EQ(columns[5].type, column_type::time);
  EXPECT_EQ(columns[6].type, column_type::bytes);
  EXPECT_FALSE(columns[0].nullable);
  EXPECT_TRUE(columns[7].nullable);
  EXPECT_EQ(columns[8].type, column_type::int32);
}

TEST(Attributes, ARecordComesBackAsItWent) {
  const shop::account ada{.user_name = "ada",
                          .age = -1,
                          .points = 1LL << 60,
                          .score = 0.1,
                          .email_verified = true,
                          .joined = timestamp{duration{1}},
                          .picture = {std::byte{0}},
                          .email = std::nullopt,
                          .rank = 7};
  const auto back = attribute::from_record<shop::account>(attribute::to_record(ada));
  EXPECT_EQ(back.user_name, ada.user_name);
  EXPECT_EQ(back.age, ada.age);
  EXPECT_EQ(back.points, ada.points);
  EXPECT_EQ(back.score, ada.score);
  EXPECT_TRUE(back.email_verified);
  EXPECT_EQ(back.joined, ada.joined);
  EXPECT_EQ(back.picture, ada.picture);
  EXPECT_EQ(back.email, std::nullopt);
  EXPECT_EQ(back.rank, 7);
}

TEST(Attributes, ANullWhereNoneIsDeclaredIsNamed) {
  auto record = attribute::to_record(shop::account{});
  record[3] = null_value{};
  EXPECT_THAT([&] { (void)attribute::from_record<shop::account>(std::move(record)); },
              ThrowsMessage<error>(HasSubstr("attribute \"score\" is declared number and holds NULL")));
}

TEST(Attributes, AnIntegerThatDoesNotFitIsNotCut) {
  auto record = attribute::to_record(shop::account{});
  record[1] = std::int64_t{1} << 31;
  EXPECT_THAT([&] { (void)attribute::from_record<shop::account>(std::move(record)); },
              ThrowsMessage<error>(HasSubstr("\"age\"")));
}

TEST(Attributes, AMemberKnowsItsPlace) {
  EXPECT_EQ(attribute::position_of(&shop::account::user_name), 0U);
  EXPECT_EQ(attribute::position_of(&shop::account::rank), 8U);
}

TEST(Attributes, ADescribedEnumIsText) {
  const auto columns = attribute::columns_of<shop::employee>();
  EXPECT_EQ(columns[0].type, column_type::string);
  EXPECT_TRUE(columns[1].nullable);
  const auto record = attribute::to_record(shop::employee{.at_work = shop::role::admin, .at_home = {}});
  EXPECT_EQ(record[0], value{std::string{"administrator"}});
  EXPECT_EQ(record[1], value{null_value{}});
  const auto back =
      attribute::from_record<shop::employee>({std::string{"member"}, std::string{"administrator"}});
  EXPECT_EQ(back.at_work, shop::role::member);
  EXPECT_EQ(back.at_home, shop::role::admin);
}

TEST(Attributes, AnEnumeratorMayStandForTheEmptyText) {
  EXPECT_EQ(attribute::to_value(shop::role::owner), value{std::string{}});
  EXPECT_EQ(value_named<shop::role>(""), shop::role::owner);
}

TEST(Attributes, ATextThatIsNoneOfTheEnumsIsNamedByItsAttributeAlone) {
  EXPECT_THAT(
      [] {
        (void)attribute::from_record<shop::employee>({std::string{"hunter2"}, null_value{}});
      },
      ThrowsMessage<error>("attribute \"at_work\" holds a text that is none of its enum's"));
  EXPECT_THAT(
      [] {
        (void)attribute::from_record<shop::employee>({null_value{}, null_value{}});
      },
      ThrowsMessage<error>(HasSubstr("\"at_work\" is declared string and holds NULL")));
}

TEST(Attributes, AnEnumThatIsNoneOfItsOwnIsNotWritten) {
  EXPECT_THAT([] { (void)attribute::to_value(static_cast<shop::role>(7)); },
              ThrowsMessage<error>(HasSubstr("none of its enum's values")));
}

}  // namespace
}  // namespace cardea
