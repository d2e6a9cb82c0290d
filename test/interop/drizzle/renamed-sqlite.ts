// SPDX-License-Identifier: MIT
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const userTable = sqliteTable("people", {
  id: text("person_id").primaryKey(),
  username: text("user name"),
  age: integer("2fa"),
  verified: integer("delete", { mode: "boolean" }).notNull().default(false),
  joined: integer("名前", { mode: "timestamp" }),
});

export const sessionTable = sqliteTable("logins", {
  id: text("login_id").primaryKey(),
  userId: text("userId")
    .notNull()
    .references(() => userTable.id),
  expiresAt: integer("expiresAt").notNull(),
  country: text("it's"),
  hits: integer("class"),
  trusted: integer("Trusted", { mode: "boolean" }).default(false),
});
