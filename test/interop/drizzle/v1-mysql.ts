// SPDX-License-Identifier: MIT
import { bigint, boolean, datetime, int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

export const userTable = mysqlTable("auth_user", {
  id: varchar("id", { length: 15 }).primaryKey(),
  username: varchar("username", { length: 255 }),
  age: int("age"),
  verified: boolean("verified").notNull().default(false),
  joined: datetime("joined", { mode: "date", fsp: 3 }),
});

export const sessionTable = mysqlTable("auth_session", {
  id: varchar("id", { length: 128 }).primaryKey(),
  userId: varchar("user_id", { length: 15 })
    .notNull()
    .references(() => userTable.id),
  activeExpires: bigint("active_expires", { mode: "number" }).notNull(),
  idleExpires: bigint("idle_expires", { mode: "number" }).notNull(),
});

export const keyTable = mysqlTable("auth_key", {
  id: varchar("id", { length: 255 }).primaryKey(),
  userId: varchar("user_id", { length: 15 })
    .notNull()
    .references(() => userTable.id),
  primaryKey: boolean("primary_key").notNull(),
  hashedPassword: varchar("hashed_password", { length: 255 }),
  expires: bigint("expires", { mode: "number" }),
});
