// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

#include <limits>
#include <utility>

namespace cardea::contract {

namespace {

std::vector<std::pair<column_type, std::vector<value>>> extremes() {
  using std::numeric_limits;
  using whole = numeric_limits<std::int64_t>;
  using real = numeric_limits<double>;
  const auto day = [](int year, unsigned month, unsigned d) {
    return timestamp{
        std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{d}}};
  };
  std::string every_byte_of_ascii;
  blob every_byte;
  for (int i = 1; i < 128; ++i) every_byte_of_ascii += static_cast<char>(i);
  for (int i = 0; i < 256; ++i) every_byte.push_back(static_cast<std::byte>(i));
  return {
      {column_type::string,
       {std::string{}, std::string{" a "}, std::string{"007"}, std::string{"1e3"}, std::string{"NULL"},
        std::string{"\xc3\xa9 e\xcc\x81 \xf0\x9f\x94\x91 \xef\xac\x81"}, every_byte_of_ascii,
        std::string(100'000, 'x')}},
      {column_type::int32,
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{numeric_limits<std::int32_t>::max()},
        std::int64_t{numeric_limits<std::int32_t>::min()}}},
      {column_type::integer,
       {std::int64_t{0}, std::int64_t{-1}, whole::max(), whole::min(), (std::int64_t{1} << 53) + 1}},
      {column_type::number,
       {0.0, -1.5, 0.1, 1.0, 1e15 + 0.5, real::max(), real::lowest(), real::min(), 9007199254740993.0}},
      {column_type::boolean, {true, false}},
      {column_type::time,
       {timestamp{}, timestamp{} - 1s, timestamp{} + 1s, day(1900, 1, 1), day(2038, 1, 20), noon,
        day(9999, 12, 31) + 23h + 59min + 59s}},
      {column_type::bytes, {blob{}, blob{std::byte{0}}, every_byte, blob(100'000, std::byte{0xff})}},
  };
}

/// A pair of columns for each type: one that must hold something, and one that need not.
columns columns_of_every_type() {
  columns all;
  for (const auto& [type, values] : extremes()) {
    all.push_back(
        {.name = "a_" + std::string{to_string(type)}, .type = type, .nullable = false, .renamed = {}});
    all.push_back(
        {.name = "no_" + std::string{to_string(type)}, .type = type, .nullable = true, .renamed = {}});
  }
  return all;
}

/// A record that holds something in every column.
record ordinary() {
  record all;
  for (const auto& [type, values] : extremes()) all.insert(all.end(), {values[1], values[1]});
  return all;
}

columns columns_for_sessions(const scheme& rules) {
  return rules.has_session_attributes ? columns_of_every_type() : columns{};
}

}  // namespace

TEST_P(StoreContract, EveryValueOfEveryTypeComesBackAsItWasInserted) {
  const auto store = another(columns_of_every_type(), columns_for_sessions(rules()));
  int count = 0;
  std::size_t place = 0;
  for (const auto& [type, values] : extremes()) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      SCOPED_TRACE(std::string{to_string(type)} + " number " + std::to_string(i));
      const auto id = "u" + std::to_string(++count);
      user_row user{.id = id, .attributes = ordinary()};
      user.attributes[place] = user.attributes[place + 1] = values[i];
      ASSERT_EQ(words(store->insert_user(user, nullptr)), "done");
      EXPECT_EQ(store->find_user(id), user);
      if (!rules().has_session_attributes) continue;
      auto session = a_session(id, id);
      session.attributes = user.attributes;
      ASSERT_EQ(words(store->insert_session(session)), "done");
      const auto found = store->find_session(id);
      ASSERT_TRUE(found);
      EXPECT_EQ(found->session, session);
      EXPECT_EQ(found->user, user);
    }
    place += 2;
  }
}

TEST_P(StoreContract, EveryValueOfEveryTypeComesBackAsItWasUpdated) {
  const auto store = another(columns_of_every_type(), columns_for_sessions(rules()));
  user_row user{.id = "u1", .attributes = ordinary()};
  ASSERT_EQ(words(store->insert_user(user, nullptr)), "done");
  std::size_t place = 0;
  for (const auto& [type, values] : extremes()) {
    for (const auto& v : values) {
      const assignment changes[] = {{place, v}, {place + 1, v}};
      ASSERT_EQ(words(store->update_user("u1", changes)), "done") << to_string(type);
      user.attributes[place] = user.attributes[place + 1] = v;
      EXPECT_EQ(store->find_user("u1"), user) << to_string(type);
    }
    place += 2;
  }
}

TEST_P(StoreContract, NullComesBackAsNullWhateverTheType) {
  const auto store = another(columns_of_every_type(), columns_for_sessions(rules()));
  user_row user{.id = "u1", .attributes = ordinary()};
  ASSERT_EQ(words(store->insert_user(user, nullptr)), "done");
  for (std::size_t place = 1; place < user.attributes.size(); place += 2) {
    const assignment changes[] = {{place, null_value{}}};
    ASSERT_EQ(words(store->update_user("u1", changes)), "done");
    user.attributes[place] = null_value{};
    EXPECT_EQ(store->find_user("u1"), user) << "column " << columns_of_every_type()[place].name;
  }
  user.id = "u2";
  ASSERT_EQ(words(store->insert_user(user, nullptr)), "done");
  EXPECT_EQ(store->find_user("u2"), user);
}

TEST_P(StoreContract, WhatIsNotSaidIsNullWhereTheColumnHasNoDefault) {
  const auto store = another(columns_of_every_type(), columns_for_sessions(rules()));
  user_row user{.id = "u1", .attributes = ordinary()};
  for (std::size_t place = 1; place < user.attributes.size(); place += 2)
    user.attributes[place] = default_value{};
  ASSERT_EQ(words(store->insert_user(user, nullptr)), "done");
  auto session = a_session("s1", "u1");
  if (rules().has_session_attributes) session.attributes = user.attributes;
  ASSERT_EQ(words(store->insert_session(session)), "done");
  for (auto* values : {&user.attributes, &session.attributes})
    for (std::size_t place = 1; place < values->size(); place += 2) (*values)[place] = null_value{};
  EXPECT_EQ(store->find_user("u1"), user) << "default_value is never read back";
  EXPECT_EQ(store->find_session("s1")->session, session);
}

TEST_P(StoreContract, AttributesMayBeNone) {
  const auto store = another({}, {});
  ASSERT_EQ(words(store->insert_user({.id = "u1", .attributes = {}}, nullptr)), "done");
  auto session = a_session("s1", "u1");
  session.attributes.clear();
  ASSERT_EQ(words(store->insert_session(session)), "done");
  EXPECT_EQ(store->find_session("s1")->session, session);
  EXPECT_EQ(store->find_session("s1")->user, (user_row{.id = "u1", .attributes = {}}));
}

TEST_P(StoreContract, AnAttributeMayHaveAnotherNameWhereItIsKept) {
  const auto store =
      another({{.name = "e-mail \"x\"", .type = column_type::string, .renamed = "select"}}, {});
  const user_row user{.id = "u1", .attributes = {std::string{"a@b.example"}}};
  ASSERT_EQ(words(store->insert_user(user, nullptr)), "done");
  EXPECT_EQ(store->find_user("u1"), user);
}

TEST_P(StoreContract, TheTimesOfASessionHoldAnyYearUpTo9999) {
  have_user("u1");
  int count = 0;
  for (const auto at :
       {timestamp{}, timestamp{} - 1s, timestamp{std::chrono::sys_days{std::chrono::year{1970} / 1 / 2}},
        timestamp{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}} + 23h}) {
    const auto id = "s" + std::to_string(++count);
    auto session = a_session(id, "u1");
    session.times = times_at(at);
    ASSERT_EQ(words(kept().insert_session(session)), "done");
    EXPECT_EQ(kept().find_session(id)->session, session);
    EXPECT_TRUE(kept().set_session_times(id, times_at(at)));
    EXPECT_EQ(kept().find_session(id)->session, session);
    if (!kept().has_keys() || !kept().has_key_expiry()) continue;
    auto key = a_key("name:" + id, "u1");
    key.expires = at;
    ASSERT_EQ(words(kept().insert_key(key)), "done");
    EXPECT_EQ(kept().find_key(key.id), key);
  }
}

TEST_P(StoreContract, AHashOfASecretHoldsAnyBytes) {
  if (rules().token != token_kind::id_and_secret) return;
  have_user("u1");
  auto session = a_session("zeros", "u1");
  session.secret_hash = {};
  ASSERT_EQ(words(kept().insert_session(session)), "done");
  EXPECT_EQ(kept().find_session("zeros")->session, session);
  session = a_session("ones", "u1");
  session.secret_hash.fill(std::byte{0xff});
  ASSERT_EQ(words(kept().insert_session(session)), "done");
  EXPECT_EQ(kept().find_session("ones")->session, session);
}

void values_tests() {}

}  // namespace cardea::contract
