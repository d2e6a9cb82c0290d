// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <limits>

namespace {

using cardea::blob;
using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::record;
using cardea::value;
namespace layouts = cardea::layouts;

class MysqlTypes : public Mysql {
 protected:
  using whole = std::int64_t;
  static constexpr auto least = std::numeric_limits<whole>::min(), most = std::numeric_limits<whole>::max();

  /// A table of users with the column x as somebody else declared it.
  [[nodiscard]] cardea::mysql::store with_column(const std::string& declared, column_type type) const {
    db_.run("DROP TABLE IF EXISTS user; CREATE TABLE user (id varchar(255) PRIMARY KEY, x " + declared + ")");
    return on(url_, layouts::lucia_v3(), {named("x", type)});
  }
  void keeps(const std::string& declared, column_type type, const std::vector<value>& all) const {
    SCOPED_TRACE(declared);
    auto store = with_column(declared, type);
    for (const auto& found : store.check())
      EXPECT_TRUE(found.table != "user" || found.severity != cardea::severity::error) << found.message;
    int count = 0;
    for (const auto& x : all) {
      const auto id = std::to_string(++count);
      ASSERT_EQ(store.insert_user({.id = id, .attributes = {cardea::null_value{}}}, nullptr),
                insertion::done);
      EXPECT_EQ(store.find_user(id)->attributes, record{cardea::null_value{}});
      const cardea::assignment change[] = {{0, x}};
      EXPECT_EQ(store.update_user(id, change), insertion::done);
      EXPECT_EQ(store.find_user(id)->attributes, record{x}) << count;
    }
  }
  void refuses(const std::string& declared, column_type type, const value& x, const char* number) const {
    SCOPED_TRACE(declared);
    auto store = with_column(declared, type);
    const auto why = thrown_by([&] { store.insert_user({.id = "u", .attributes = {x}}, nullptr); });
    ASSERT_TRUE(why);
    EXPECT_EQ(cardea::to_string(why->code), cardea::to_string(errc::invalid_argument));
    EXPECT_THAT(why->message, testing::HasSubstr(number));
    EXPECT_THAT(why->message, testing::Not(testing::HasSubstr("1234567")));
    EXPECT_FALSE(store.find_user("u"));
  }
};

TEST_F(MysqlTypes, TextsOfEveryTypeAreKept) {
  const std::string accents = "\u00e9\u65e5\U0001F600", nul{"a\0b", 3};
  for (const auto* type : {"varchar(300)", "text", "mediumtext", "longtext", "tinytext",
                           "varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"})
    keeps(type, column_type::string, {"", "a", " a ", accents, nul, "'\"\\`;--"});
  keeps("char(10)", column_type::string, {"", "a", accents});
  keeps("enum('glad', 'sad')", column_type::string, {"glad", "sad"});
  keeps("json", column_type::string, {R"({"a": [1, "\u00e9"]})", "[]"});
  keeps("varchar(20) CHARACTER SET latin1", column_type::string, {"", "caf\u00e9", "\u20ac"});
}

TEST_F(MysqlTypes, WholeNumbersAreKeptToTheEndsOfTheirColumns) {
  const auto integer = column_type::integer;
  keeps("tinyint", integer, {whole{-128}, whole{127}});
  keeps("tinyint unsigned", integer, {whole{0}, whole{255}});
  keeps("smallint", integer, {whole{-32768}, whole{32767}});
  keeps("smallint unsigned", integer, {whole{65535}});
  keeps("mediumint", integer, {whole{-8388608}, whole{8388607}});
  keeps("mediumint unsigned", integer, {whole{16777215}});
  keeps("int", integer, {whole{-2147483648}, whole{2147483647}});
  keeps("int unsigned zerofill", integer, {whole{7}, whole{4294967295}});
  keeps("bigint", integer, {least, whole{-1}, whole{0}, most});
  keeps("bigint unsigned", integer, {whole{0}, most});
  keeps("tinyint(1)", column_type::boolean, {true, false});
  keeps("boolean", column_type::boolean, {true, false});
}

TEST_F(MysqlTypes, NumbersAndBytesOfEveryTypeAreKept) {
  using limits = std::numeric_limits<double>;
  keeps("double", column_type::number,
        {0.1, -0.0, limits::max(), limits::lowest(), limits::denorm_min(), 9007199254740993.0});
  const blob all{std::byte{0}, std::byte{0x27}, std::byte{0x5c}, std::byte{0xff}, std::byte{0x20}};
  for (const auto* type : {"varbinary(300)", "tinyblob", "blob", "mediumblob", "longblob", "binary(5)"})
    keeps(type, column_type::bytes, {all});
  keeps("varbinary(300)", column_type::bytes, {blob{}, blob(300, std::byte{0})});
}

TEST_F(MysqlTypes, ANumberBeyond63BitsIsCorruptAndNotNegative) {
  auto store = with_column("bigint unsigned", column_type::integer);
  db_.run("INSERT INTO user VALUES ('u', 9223372036854775808), ('v', 9223372036854775807)");
  EXPECT_ERROR(store.find_user("u"), errc::corrupt, "\"x\"");
  EXPECT_EQ(store.find_user("v")->attributes, record{most});
}

TEST_F(MysqlTypes, AValueThatTheColumnCannotHoldIsRefusedAndNotQuoted) {
  refuses("varchar(6)", column_type::string, "1234567", "1406");
  refuses("char(6)", column_type::string, "1234567", "1406");
  refuses("tinytext", column_type::string, std::string(256, 'a') + "1234567", "1406");
  refuses("enum('glad', 'sad')", column_type::string, "1234567", "1265");
  refuses("varchar(20) CHARACTER SET latin1", column_type::string, "1234567\u65e5", "1366");
  refuses("varchar(20)", column_type::string, "1234567\xff", "1366");
  refuses("tinyint", column_type::integer, whole{1234567}, "1264");
  refuses("bigint unsigned", column_type::integer, whole{-1234567}, "1264");
  refuses("varbinary(2)", column_type::bytes, blob(3, std::byte{1}), "1406");
  refuses("double", column_type::number, std::numeric_limits<double>::infinity(), "");
  refuses("double", column_type::number, std::numeric_limits<double>::quiet_NaN(), "");
}

TEST_F(MysqlTypes, TextsLongerThanTheFirstRoomAreReadWholeAndShortOnesAfterThemToo) {
  auto store = open(
      url_, layouts::lucia_v3(),
      {named("a", column_type::string), named("b", column_type::string), named("c", column_type::bytes)});
  const auto row = [](std::size_t a, std::size_t b, std::size_t c) {
    return record{std::string(a, 'a') + "\u00e9", std::string(b, 'b'), blob(c, std::byte{'c'})};
  };
  const std::vector<record> all{row(1, 2, 3),         row(5000, 1024, 1025),
                                row(0, 1, 0),         row(1023, 1023, 1024),
                                row(1, 200'000, 2),   {std::string{}, cardea::null_value{}, blob{}},
                                row(1022, 9, 70'000), row(3, 2, 1)};
  for (std::size_t i = 0; i < all.size(); ++i)
    ASSERT_EQ(store.insert_user({.id = std::to_string(i), .attributes = all[i]}, nullptr), insertion::done);
  for (int twice = 0; twice < 2; ++twice) {
    const auto found = store.list_users("", 99);
    ASSERT_EQ(found.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_TRUE(found[i].attributes == all[i]) << i;
    for (std::size_t i = all.size(); i-- > 0;)
      EXPECT_TRUE(store.find_user(std::to_string(i))->attributes == all[i]) << i;
  }
}

TEST_F(MysqlTypes, ATypeThatNoLayoutHasIsAMismatch) {
  for (const auto* type : {"decimal(10,2)", "float", "bit(1)", "date", "time", "year", "geometry", "uuid"}) {
    SCOPED_TRACE(type);
    auto store = with_column(type, column_type::number);
    const auto found = store.check();
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].column, "x");
    EXPECT_THAT(found[0].message, testing::HasSubstr(type));
  }
  auto store = with_column("decimal(10,2)", column_type::number);
  db_.run("INSERT INTO user VALUES ('u', 1)");
  EXPECT_ERROR(store.find_user("u"), errc::corrupt, "x");
}

TEST_F(MysqlTypes, IdsInColumnsOfAnotherCharacterSetAreFoundByTheirCharacters) {
  db_.run(
      "CREATE TABLE auth_user (id varchar(255) CHARACTER SET latin1 PRIMARY KEY);"
      "CREATE TABLE user_session (id varchar(255) PRIMARY KEY, user_id varchar(255), active_expires bigint, "
      "idle_expires bigint);"
      "CREATE TABLE user_key (id varchar(255) CHARACTER SET latin1 PRIMARY KEY, user_id varchar(255), "
      "hashed_password text)");
  auto store = on(url_, layouts::lucia_v2());
  const auto k = key("name:caf\u00e9", "caf\u00e9");
  ASSERT_EQ(store.insert_user(user("caf\u00e9"), &k), insertion::done);
  EXPECT_TRUE(store.find_user("caf\u00e9"));
  EXPECT_FALSE(store.find_user("cafe"));
  EXPECT_EQ(store.find_key("name:caf\u00e9"), k);
  ASSERT_EQ(store.insert_session(session("s", "caf\u00e9")), insertion::done);
  EXPECT_TRUE(store.find_session("s")->user) << "tables of two character sets are joined";
  EXPECT_ERROR(store.find_user("\u65e5"), errc::schema_mismatch, "latin1");
  EXPECT_TRUE(store.erase_user("caf\u00e9"));
}

}  // namespace
