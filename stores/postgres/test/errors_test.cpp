// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
using cardea::postgres::pool;
using testing::HasSubstr;
using testing::Not;
namespace layouts = cardea::layouts;

class PostgresErrors : public Postgres {
 protected:
  /// The first `count` insertions of users fail with `state`.
  void fail_insertions(int count, const char* state) const {
    db_.run(
        "CREATE SEQUENCE tries; CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
        "nextval('tries') <= " +
        std::to_string(count) + " THEN RAISE EXCEPTION 'a secret' USING ERRCODE = '" + state +
        "'; END IF; RETURN NEW; END $$; CREATE TRIGGER fail BEFORE INSERT ON auth_user FOR EACH ROW EXECUTE "
        "FUNCTION fail()");
  }
};

TEST_F(PostgresErrors, AUrlThatIsNoneIsRefusedWithoutShowingIt) {
  for (const auto* url : {"postgres://ada:hunter2/x@127.0.0.1/db", "postgres://ada:hunter@2@127.0.0.1/db",
                          "postgres://ada:hunter2%@127.0.0.1/db", "hunter2", "postgres://h/db?hunter2=1"}) {
    const auto why = thrown_by([&] { pool{url}; });
    ASSERT_TRUE(why) << url;
    EXPECT_EQ(why->code, errc::invalid_argument);
    EXPECT_THAT(why->message, Not(HasSubstr("hunter")));
    EXPECT_THAT(why->message, Not(HasSubstr("ada")));
  }
  EXPECT_ERROR(pool(url_, {.size = 0}), errc::invalid_argument, "connection");
}

TEST_F(PostgresErrors, WhereNoServerOrNoDatabaseIsIsUnavailable) {
  pool nobody{"postgres://ada:hunter2@127.0.0.1:1/db"};
  const auto why = thrown_by([&] { (void)nobody.read(); });
  ASSERT_TRUE(why);
  EXPECT_EQ(why->code, errc::unavailable);
  EXPECT_TRUE(cardea::is_retryable(why->code));
  EXPECT_THAT(why->message, Not(HasSubstr("hunter2")));
  const auto slash = server_url().rfind('/');
  pool nothing{server_url().substr(0, slash) + "/no_such_database"};
  EXPECT_ERROR(nothing.read(), errc::unavailable, "no_such_database");
}

TEST_F(PostgresErrors, AStatementThatTakesTooLongIsBusy) {
  auto store = open(url_, layouts::lucia_v3(), {}, {.connect = {.statement_timeout = 50ms}});
  ASSERT_EQ(store.insert_user(user("u"), nullptr), insertion::done);
  const handle other{url_};
  other.run("BEGIN; SELECT * FROM auth_user FOR UPDATE");
  EXPECT_ERROR(store.erase_user("u"), errc::busy, "57014");
  EXPECT_TRUE(store.find_user("u"));
  other.run("ROLLBACK");
  EXPECT_TRUE(store.erase_user("u"));
}

TEST_F(PostgresErrors, ALockThatIsNotHadInTimeIsBusy) {
  auto store = open(with_setting(url_, "lock_timeout=20ms"), layouts::lucia_v3());
  ASSERT_EQ(store.insert_user(user("u"), nullptr), insertion::done);
  const handle other{url_};
  other.run("BEGIN; SELECT * FROM auth_user FOR UPDATE");
  EXPECT_ERROR(store.erase_user("u"), errc::busy, "55P03");
}

TEST_F(PostgresErrors, ADatabaseThatIsReadOnlyIsReadAndNotWritten) {
  open(url_, layouts::lucia_v3());
  cardea::postgres::store store{pool{with_setting(url_, "default_transaction_read_only=on")},
                                layouts::lucia_v3()};
  store.prepare({}, {});
  EXPECT_FALSE(store.find_user("u"));
  EXPECT_ERROR(store.insert_user(user("u"), nullptr), errc::read_only, "25006");
  EXPECT_ERROR(store.erase_user("u"), errc::read_only, "25006");
}

TEST_F(PostgresErrors, ATableThatIsNotOursToTouchIsUnavailable) {
  open(url_, layouts::lucia_v3());
  const auto role = place_.name() + "_role";
  db_.run("CREATE ROLE " + role + "; GRANT USAGE ON SCHEMA " + place_.name() + " TO " + role);
  cardea::postgres::store store{pool{with_setting(url_, "role=" + role)}, layouts::lucia_v3()};
  store.prepare({}, {});
  EXPECT_ERROR(store.find_user("u"), errc::unavailable, "42501");
  db_.run("REVOKE USAGE ON SCHEMA " + place_.name() + " FROM " + role + "; DROP ROLE " + role);
}

TEST_F(PostgresErrors, WhatWasGivenUpForOthersIsTriedAgain) {
  for (const auto* state : {"40001", "40P01"}) {
    auto store = open(url_, layouts::lucia_v2());
    fail_insertions(2, state);
    EXPECT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
    db_.run("SELECT setval('tries', 1, false)");
    const auto k = key("name:ada", "u2");
    EXPECT_EQ(store.insert_user(user("u2"), &k), insertion::done)
        << "a transaction is tried again as a whole";
    EXPECT_TRUE(store.find_key("name:ada"));
    EXPECT_EQ(db_.one("SELECT last_value FROM tries"), "3");
    db_.run("DROP SCHEMA " + place_.name() + " CASCADE; CREATE SCHEMA " + place_.name());
  }
}

TEST_F(PostgresErrors, ButNotForEver) {
  auto store = open(url_, layouts::lucia_v2());
  fail_insertions(1000, "40001");
  EXPECT_ERROR(store.insert_user(user("u1"), nullptr), errc::busy, "40001");
  EXPECT_EQ(db_.one("SELECT last_value FROM tries"), "5");
  const auto k = key("name:ada", "u1");
  EXPECT_ERROR(store.insert_user(user("u1"), &k), errc::busy, "40001");
  EXPECT_EQ(db_.one("SELECT last_value FROM tries"), "10");
}

TEST_F(PostgresErrors, WhatATriggerSaysIsNotPassedOn) {
  auto store = open(url_, layouts::lucia_v2());
  fail_insertions(1, "P0001");
  const auto why = thrown_by([&] { store.insert_user(user("u1"), nullptr); });
  ASSERT_TRUE(why);
  EXPECT_EQ(why->code, errc::conflict);
  EXPECT_THAT(why->message, Not(HasSubstr("secret")));
}

TEST_F(PostgresErrors, AConstraintOfTheApplicationsIsAConflict) {
  auto store = open(url_, layouts::lucia_v2(), {named("name", cardea::column_type::string)});
  db_.run("ALTER TABLE auth_user ADD UNIQUE (name), ADD CHECK (name <> 'eve')");
  const auto called = [](const char* id, const char* name) {
    return cardea::user_row{.id = id, .attributes = {std::string{name}}};
  };
  ASSERT_EQ(store.insert_user(called("u1", "ada"), nullptr), insertion::done);
  EXPECT_EQ(store.insert_user(called("u2", "ada"), nullptr), insertion::conflict);
  EXPECT_EQ(store.insert_user(called("u2", "eve"), nullptr), insertion::conflict);
  const auto k = key("name:ada", "u2");
  EXPECT_EQ(store.insert_user(called("u2", "ada"), &k), insertion::conflict);
  const cardea::assignment change[] = {{0, std::string{"eve"}}};
  EXPECT_EQ(store.update_user("u1", change), insertion::conflict);
}

TEST_F(PostgresErrors, ARowOfTheApplicationsThatRefersToAUserKeepsItFromBeingErased) {
  auto store = open(url_, layouts::lucia_v2());
  ASSERT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store.insert_session(session("s1", "u1")), insertion::done);
  db_.run(
      "CREATE TABLE invoices (user_id text REFERENCES auth_user (id)); INSERT INTO invoices VALUES ('u1')");
  EXPECT_ERROR(store.erase_user("u1"), errc::conflict, "refers");
  EXPECT_TRUE(store.find_session("s1")) << "half of an erasure was kept";
}

}  // namespace
