// SPDX-License-Identifier: MIT
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const userTable = sqliteTable("auth_user", {
  id: text("id").primaryKey(),
  username: text("username"),
  age: integer("age"),
  verified: integer("verified", { mode: "boolean" }).notNull().default(false),
  joined: integer("joined", { mode: "timestamp" }),
});

export const sessionTable = sqliteTable("auth_session", {
  id: text("id").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => userTable.id),
  activeExpires: integer("active_expires").notNull(),
  idleExpires: integer("idle_expires").notNull(),
});

export const keyTable = sqliteTable("auth_key", {
  id: text("id").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => userTable.id),
  primaryKey: integer("primary_key", { mode: "boolean" }).notNull(),
  hashedPassword: text("hashed_password"),
  expires: integer("expires"),
});
