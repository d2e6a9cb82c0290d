// SPDX-License-Identifier: MIT
// An application on tables that drizzle-kit made, of which a header was imported.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <sqlite3.h>

#include <iostream>

#include "auth_schema.hpp"

namespace {

void make_tables() {
  sqlite3* file = nullptr;
  sqlite3_open("app.db", &file);
  sqlite3_exec(file, R"(
    CREATE TABLE `user` (`id` text PRIMARY KEY NOT NULL, `username` text NOT NULL, `age` integer,
      `admin` integer DEFAULT false NOT NULL, `shout` text GENERATED ALWAYS AS (upper(username)) VIRTUAL);
    CREATE TABLE `session` (`id` text PRIMARY KEY NOT NULL, `user_id` text NOT NULL REFERENCES `user`(`id`),
      `expires_at` integer NOT NULL, `country` text);)", nullptr, nullptr, nullptr);
  sqlite3_close(file);
}

}  // namespace

int main() {
  make_tables();

  FRAGMENT
}
