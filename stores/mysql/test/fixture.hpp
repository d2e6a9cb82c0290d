// SPDX-License-Identifier: MIT
#pragma once
#include "server.hpp"
#include "wrong.hpp"

#include <cardea/mysql/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// A database of the test's own, with an application's connection to it.
class Mysql : public testing::Test {
 protected:
  static cardea::column named(const char* name, cardea::column_type type, bool nullable = true) {
    return {.name = name, .type = type, .nullable = nullable, .renamed = {}};
  }
  static cardea::user_row user(const char* id) { return {.id = id, .attributes = {}}; }
  static cardea::session_row session(const char* id, const char* user_id, cardea::timestamp at = {}) {
    return {.id = id, .user_id = user_id, .times = {.active_expires = at, .expires = at}, .attributes = {}};
  }
  static cardea::key_row key(const char* id, const char* user_id) {
    return {.id = id, .user_id = user_id, .hashed_password = {}, .expires = {}};
  }
  static cardea::timestamp day(int year, unsigned month, unsigned d) {
    return cardea::timestamp{
        std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{d}}};
  }
  static cardea::mysql::store on(const std::string& url, const cardea::sql::layout& layout,
                                 const cardea::columns& users = {},
                                 const cardea::mysql::pool_options& options = {}) {
    cardea::mysql::store store{cardea::mysql::pool{url, options}, layout};
    store.prepare(users, {});
    return store;
  }
  /// A store on a pool, its tables made.
  static cardea::mysql::store open(const std::string& url, const cardea::sql::layout& layout,
                                   const cardea::columns& users = {},
                                   const cardea::mysql::pool_options& options = {}) {
    auto store = on(url, layout, users, options);
    store.migrate(true);
    return store;
  }
  /// The tables on Lucia's page, in the collation of a server that was not asked for another.
  void make_lucia_v2() const {
    db_.run(
        "CREATE TABLE auth_user (id VARCHAR(15) NOT NULL PRIMARY KEY);"
        "CREATE TABLE user_key (id VARCHAR(255) NOT NULL PRIMARY KEY, user_id VARCHAR(15) NOT NULL, "
        "hashed_password VARCHAR(255), FOREIGN KEY (user_id) REFERENCES auth_user(id));"
        "CREATE TABLE user_session (id VARCHAR(127) NOT NULL PRIMARY KEY, user_id VARCHAR(15) NOT NULL, "
        "active_expires BIGINT UNSIGNED NOT NULL, idle_expires BIGINT UNSIGNED NOT NULL, FOREIGN KEY "
        "(user_id) "
        "REFERENCES auth_user(id))");
  }
  /// Drops all that is in the database.
  void clear() const {
    db_.run("DROP DATABASE " + place_.name() + "; CREATE DATABASE " + place_.name() +
            " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; USE " + place_.name());
  }

  place place_{};
  std::string url_ = place_.url();
  handle db_{url_};
};
