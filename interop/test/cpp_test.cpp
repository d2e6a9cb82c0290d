// SPDX-License-Identifier: MIT
// The headers that `cardea schema --as cpp` prints, compiled. Each has the namespace auth_schema, which is
// called otherwise here, so that they stand side by side.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#define auth_schema of_lucia_v0
#include "golden/cpp-sqlite-lucia-v0.hpp"
#undef auth_schema
#define auth_schema of_lucia_v1
#include "golden/cpp-sqlite-lucia-v1.hpp"
#undef auth_schema
#define auth_schema of_lucia_v2
#include "golden/cpp-sqlite-lucia-v2.hpp"
#undef auth_schema
#define auth_schema of_lucia_v3
#include "golden/cpp-sqlite-lucia-v3.hpp"
#undef auth_schema
#define auth_schema of_cardea
#include "golden/cpp-sqlite-cardea.hpp"
#undef auth_schema
#define auth_schema of_renamed
#include "golden/cpp-sqlite-renamed.hpp"
#undef auth_schema
#define auth_schema hostile
#include "golden/cpp-hostile.hpp"
#undef auth_schema

#include "samples.hpp"

namespace {

using namespace cardea;

/// What the tables are in every database, as text.
std::string tables(const sql::layout& layout, const columns& users, const columns& sessions) {
  std::string text;
  for (const auto* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mysql_dialect()})
    text += interop::as_sql(interop::schema_of(layout, *dialect, users, sessions));
  return text;
}

/// `given` with the tables that the header was made for: those of SQLite.
template <class User, class Session>
void is_the_same(const sql::layout& header, const sql::layout& given, const columns& users) {
  const auto& sessions = given.rules->has_session_attributes ? samples::sessions : columns{};
  const sql::statements settled{given, sql::sqlite_dialect(), {}, {}};
  auto named = given;
  named.user.name = settled.layout().user.name;
  named.session.name = settled.layout().session.name;
  if (given.has_keys()) named.key.name = settled.layout().key.name;
  EXPECT_EQ(tables(header, attribute::columns_of<User>(), attribute::columns_of<Session>()),
            tables(named, users, sessions));
}

TEST(CppHeader, ItsTablesAreThoseThatItWasPrintedFor) {
  using samples::users;
  is_the_same<of_lucia_v0::user_attributes, of_lucia_v0::session_attributes>(of_lucia_v0::layout(),
                                                                             layouts::lucia_v0(), users);
  is_the_same<of_lucia_v1::user_attributes, of_lucia_v1::session_attributes>(of_lucia_v1::layout(),
                                                                             layouts::lucia_v1(), users);
  is_the_same<of_lucia_v2::user_attributes, of_lucia_v2::session_attributes>(of_lucia_v2::layout(),
                                                                             layouts::lucia_v2(), users);
  is_the_same<of_lucia_v3::user_attributes, of_lucia_v3::session_attributes>(of_lucia_v3::layout(),
                                                                             layouts::lucia_v3(), users);
  is_the_same<of_cardea::user_attributes, of_cardea::session_attributes>(of_cardea::layout(),
                                                                         layouts::cardea(), users);
  is_the_same<of_renamed::user_attributes, of_renamed::session_attributes>(of_renamed::layout(),
                                                                           samples::renamed(), users);
  is_the_same<hostile::user_attributes, hostile::session_attributes>(hostile::layout(), samples::hostile(),
                                                                     samples::hostile_attributes());
}

TEST(CppHeader, AUserAndASessionGoThroughTheDatabase) {
  using namespace of_lucia_v3;
  auth<user_attributes, session_attributes> auth{
      sqlite::store{sqlite::pool{":memory:"}, of_lucia_v3::layout()}};
  auth.migrate();
  const auto born = timestamp{std::chrono::seconds{1'000'000}};
  const auto ada = auth.create_user({.username = "ada", .visits = 1, .verified = true, .born = born}).value();
  const auto made = auth.create_session(ada.id, {.country = "gb", .hops = 3, .bytes = 1}).value();
  const auto who = auth.validate(made.token);
  ASSERT_TRUE(who);
  EXPECT_EQ(who->user.attributes.username, "ada");
  EXPECT_EQ(who->user.attributes.born, born);
  EXPECT_EQ(who->user.attributes.score, std::nullopt);
  EXPECT_EQ(who->session.attributes.country, "gb");
  EXPECT_EQ(who->session.attributes.hops, 3);
  auth.check();
}

TEST(CppHeader, NamesThatNobodyWouldGiveGoThroughTheDatabase) {
  auth<hostile::user_attributes, hostile::session_attributes> auth{
      sqlite::store{sqlite::pool{":memory:"}, hostile::layout()}};
  auth.migrate();
  auto user = auth.create_user({.attribute_2fa = "two", .delete_ = "deleted", .null = "nothing"}).value();
  user = auth.find_user(user.id).value();
  EXPECT_EQ(user.attributes.delete_, "deleted");
  EXPECT_EQ(user.attributes.attribute_2fa, "two");
  EXPECT_EQ(user.attributes.null, "nothing");
  auth.check();
}

}  // namespace
