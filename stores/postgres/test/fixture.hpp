// SPDX-License-Identifier: MIT
#pragma once
#include "server.hpp"
#include "wrong.hpp"

#include <cardea/postgres/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// A schema of the test's own, with an application's connection that sees the same tables.
class Postgres : public testing::Test {
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
  /// A store on a pool, its tables made.
  static cardea::postgres::store open(const std::string& url, const cardea::sql::layout& layout,
                                      const cardea::columns& users = {},
                                      const cardea::postgres::pool_options& options = {}) {
    cardea::postgres::store store{cardea::postgres::pool{url, options}, layout};
    store.prepare(users, {});
    store.migrate(true);
    return store;
  }

  place place_{};
  std::string url_ = place_.url();
  handle db_{url_};
};
