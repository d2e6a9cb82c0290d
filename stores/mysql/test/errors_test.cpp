// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using testing::HasSubstr;
using testing::Not;
namespace layouts = cardea::layouts;

class MysqlErrors : public Mysql {
 protected:
  /// The first `count` insertions of users fail with `number`.
  void fail_insertions(int count, const char* number) const {
    db_.run(
        "CREATE SEQUENCE tries; CREATE TRIGGER fail BEFORE INSERT ON auth_user FOR EACH ROW IF "
        "nextval(tries) "
        "<= " +
        std::to_string(count) + " THEN SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = " + number +
        ", MESSAGE_TEXT = 'a secret'; END IF");
  }
  [[nodiscard]] std::string tries() const { return db_.one("SELECT nextval(tries) - 1"); }
};

TEST_F(MysqlErrors, AStatementThatTakesTooLongIsBusy) {
  auto patient = open(url_, layouts::lucia_v2());
  auto hasty = on(url_, layouts::lucia_v2(), {}, {.connect = {.statement_timeout = 50ms}});
  ASSERT_EQ(patient.insert_user(user("u"), nullptr), insertion::done);
  const handle other{url_};
  other.run("BEGIN; SELECT * FROM auth_user FOR UPDATE");
  EXPECT_ERROR(hasty.erase_user("u"), errc::busy, "1969");
  EXPECT_TRUE(patient.find_user("u"));
  other.run("ROLLBACK");
  EXPECT_TRUE(patient.erase_user("u")) << "a transaction was left open";
}

TEST_F(MysqlErrors, ALockThatIsNotHadInTimeIsBusyAndTheTransactionStays) {
  open(url_, layouts::lucia_v2());
  db_.run("INSERT INTO auth_user VALUES ('u'); SET innodb_lock_wait_timeout = 0; BEGIN");
  cardea::mysql::borrowed_store store{cardea::mysql::borrowed{db_.get()}, layouts::lucia_v2()};
  store.prepare({}, {});
  ASSERT_EQ(store.insert_user(user("u2"), nullptr), insertion::done);
  const handle other{url_};
  other.run("BEGIN; SELECT * FROM auth_user WHERE id = 'u' FOR UPDATE");
  EXPECT_ERROR(store.erase_user("u"), errc::busy, "1205");
  EXPECT_TRUE(store.find_user("u2"));
  db_.run("COMMIT");
  EXPECT_TRUE(store.find_user("u2"));
}

TEST_F(MysqlErrors, WhatIsReadOnlyIsReadAndNotWritten) {
  open(url_, layouts::lucia_v2());
  db_.run("START TRANSACTION READ ONLY");
  cardea::mysql::borrowed_store store{cardea::mysql::borrowed{db_.get()}, layouts::lucia_v2()};
  store.prepare({}, {});
  EXPECT_FALSE(store.find_user("u"));
  EXPECT_ERROR(store.insert_user(user("u"), nullptr), errc::read_only, "1792");
  EXPECT_ERROR(store.erase_session("s"), errc::read_only, "1792");
}

TEST_F(MysqlErrors, ATableThatIsNotOursToTouchIsUnavailable) {
  open(url_, layouts::lucia_v2());
  const auto name = place_.name() + "_user";
  db_.run("CREATE USER " + name + "; GRANT SELECT ON " + place_.name() + ".auth_user TO " + name);
  auto url = url_;
  const auto from = url.find("//") + 2;
  auto store = on(url.replace(from, url.find('@') - from, name), layouts::lucia_v2());
  EXPECT_FALSE(store.find_user("u"));
  EXPECT_ERROR(store.insert_user(user("u"), nullptr), errc::unavailable, "1142");
  EXPECT_ERROR(store.find_session("s"), errc::unavailable, "1142");
  db_.run("DROP USER " + name);
}

TEST_F(MysqlErrors, WhatWasGivenUpForOthersIsTriedAgain) {
  for (const auto* number : {"1213", "1020"}) {
    clear();
    auto store = open(url_, layouts::lucia_v2());
    fail_insertions(2, number);
    EXPECT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
    EXPECT_EQ(tries(), "3");
    db_.run("SELECT setval(tries, 1, false)");
    const auto k = key("name:ada", "u2");
    EXPECT_EQ(store.insert_user(user("u2"), &k), insertion::done)
        << "a transaction is tried again as a whole";
    EXPECT_TRUE(store.find_key("name:ada"));
  }
}

TEST_F(MysqlErrors, ButNotForEver) {
  auto store = open(url_, layouts::lucia_v2());
  fail_insertions(1000, "1213");
  EXPECT_ERROR(store.insert_user(user("u1"), nullptr), errc::busy, "1213");
  EXPECT_EQ(tries(), "5");
  const auto k = key("name:ada", "u1");
  EXPECT_ERROR(store.insert_user(user("u1"), &k), errc::busy, "1213");
  EXPECT_EQ(tries(), "11") << "five more, and the count before";
}

TEST_F(MysqlErrors, WhatATriggerSaysIsNotPassedOn) {
  for (const auto* number : {"1644", "1048", "1406", "4025", "45000", "1366"}) {
    SCOPED_TRACE(number);
    clear();
    auto store = open(url_, layouts::lucia_v2());
    fail_insertions(1, number);
    const auto why = thrown_by([&] {
      if (store.insert_user(user("u1"), nullptr) == insertion::conflict)
        throw cardea::error{errc::conflict, "refused"};
    });
    ASSERT_TRUE(why);
    EXPECT_THAT(why->message, Not(HasSubstr("secret")));
  }
}

TEST_F(MysqlErrors, AConstraintOfTheApplicationsIsAConflict) {
  auto store = open(url_, layouts::lucia_v2(), {named("name", column_type::string)});
  db_.run(
      "ALTER TABLE auth_user MODIFY name varchar(20) NOT NULL, ADD UNIQUE (name), ADD CHECK (name <> 'eve'), "
      "ADD "
      "boss "
      "varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin DEFAULT IF(name = 'bob', 'nobody', NULL) "
      "REFERENCES auth_user (id)");
  const auto called = [](const char* id, cardea::value name) {
    return cardea::user_row{.id = id, .attributes = {std::move(name)}};
  };
  using text = std::string;
  ASSERT_EQ(store.insert_user(called("u1", text{"ada"}), nullptr), insertion::done);
  EXPECT_EQ(store.insert_user(called("u2", text{"ada"}), nullptr), insertion::conflict);
  EXPECT_EQ(store.insert_user(called("u2", text{"eve"}), nullptr), insertion::conflict);
  EXPECT_EQ(store.insert_user(called("u2", text{"bob"}), nullptr), insertion::conflict);
  EXPECT_EQ(store.insert_user(called("u2", cardea::null_value{}), nullptr), insertion::conflict);
  EXPECT_EQ(store.insert_user(called("u2", cardea::default_value{}), nullptr), insertion::conflict);
  const auto k = key("name:ada", "u2");
  EXPECT_EQ(store.insert_user(called("u2", text{"ada"}), &k), insertion::conflict);
  const cardea::assignment change[] = {{0, text{"eve"}}};
  EXPECT_EQ(store.update_user("u1", change), insertion::conflict);
  EXPECT_FALSE(store.find_user("u2"));
}

TEST_F(MysqlErrors, ARowOfTheApplicationsThatRefersToAUserKeepsItFromBeingErased) {
  auto store = open(url_, layouts::lucia_v2());
  ASSERT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store.insert_session(session("s1", "u1")), insertion::done);
  db_.run(
      "CREATE TABLE invoices (user_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin, FOREIGN "
      "KEY "
      "(user_id) REFERENCES auth_user (id)); INSERT INTO invoices VALUES ('u1')");
  EXPECT_ERROR(store.erase_user("u1"), errc::conflict, "refers");
  EXPECT_TRUE(store.find_session("s1")) << "half of an erasure was kept";
}

}  // namespace
