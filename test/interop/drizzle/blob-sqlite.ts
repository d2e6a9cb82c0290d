// SPDX-License-Identifier: MIT
import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const userTable = sqliteTable("user", {
  id: text("id").primaryKey(),
  username: text("username"),
  age: integer("age"),
  verified: integer("verified", { mode: "boolean" }).notNull().default(false),
  joined: integer("joined", { mode: "timestamp" }),
});

export const sessionTable = sqliteTable("user_session", {
  id: text("id").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => userTable.id),
  activeExpires: blob("active_expires", { mode: "bigint" }).notNull(),
  idleExpires: blob("idle_expires", { mode: "bigint" }).notNull(),
  country: text("country"),
  hits: integer("hits"),
  trusted: integer("trusted", { mode: "boolean" }).default(false),
});

export const keyTable = sqliteTable("user_key", {
  id: text("id").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => userTable.id),
  hashedPassword: text("hashed_password"),
});
