// SPDX-License-Identifier: MIT
import { bigint, boolean, integer, pgTable, text, timestamp, varchar } from "drizzle-orm/pg-core";

export const userTable = pgTable("auth_user", {
  id: varchar("id", { length: 15 }).primaryKey(),
  username: text("username"),
  age: integer("age"),
  verified: boolean("verified").notNull().default(false),
  joined: timestamp("joined", { withTimezone: true }),
});

export const sessionTable = pgTable("user_session", {
  id: varchar("id", { length: 128 }).primaryKey(),
  userId: varchar("user_id", { length: 15 })
    .notNull()
    .references(() => userTable.id),
  activeExpires: bigint("active_expires", { mode: "number" }).notNull(),
  idleExpires: bigint("idle_expires", { mode: "number" }).notNull(),
  country: text("country"),
  hits: bigint("hits", { mode: "number" }),
  trusted: boolean("trusted").default(false),
});

export const keyTable = pgTable("user_key", {
  id: varchar("id", { length: 255 }).primaryKey(),
  userId: varchar("user_id", { length: 15 })
    .notNull()
    .references(() => userTable.id),
  hashedPassword: varchar("hashed_password", { length: 255 }),
});
