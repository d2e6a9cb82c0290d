// SPDX-License-Identifier: MIT
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const userTable = sqliteTable("user", {
  id: text("id").primaryKey(),
  username: text("username"),
  age: integer("age"),
  verified: integer("verified", { mode: "boolean" }).notNull().default(false),
  joined: integer("joined", { mode: "timestamp" }),
});

export const sessionTable = sqliteTable("session", {
  id: text("id").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => userTable.id),
  expiresAt: integer("expires_at").notNull(),
  country: text("country"),
  hits: integer("hits"),
  trusted: integer("trusted", { mode: "boolean" }).default(false),
});
