// SPDX-License-Identifier: MIT
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

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
  activeExpires: integer("active_expires").notNull(),
  idleExpires: integer("idle_expires").notNull(),
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
