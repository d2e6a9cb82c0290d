// SPDX-License-Identifier: MIT
// An application on tables that Prisma made, of whose schema it generated a header.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <sqlite3.h>

#include <iostream>

#include "generated/cardea.hpp"

namespace {

void make_tables() {
  sqlite3* file = nullptr;
  sqlite3_open("app.db", &file);
  sqlite3_exec(file, R"(
    CREATE TABLE "auth_user" ("id" TEXT NOT NULL PRIMARY KEY, "username" TEXT NOT NULL,
      "role" TEXT NOT NULL DEFAULT 'MEMBER', "joined_at" DATETIME NOT NULL, "settings" JSONB);
    CREATE TABLE "user_session" ("id" TEXT NOT NULL PRIMARY KEY, "user_id" TEXT NOT NULL,
      "expires_at" DATETIME NOT NULL, "country" TEXT,
      CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id")
      ON DELETE CASCADE ON UPDATE CASCADE);)", nullptr, nullptr, nullptr);
  sqlite3_close(file);
}

}  // namespace

int main() {
  make_tables();

  FRAGMENT
}
