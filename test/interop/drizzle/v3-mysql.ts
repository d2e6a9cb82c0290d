// SPDX-License-Identifier: MIT
import { bigint, boolean, datetime, int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

export const userTable = mysqlTable("user", {
  id: varchar("id", { length: 255 }).primaryKey(),
  username: varchar("username", { length: 255 }),
  age: int("age"),
  verified: boolean("verified").notNull().default(false),
  joined: datetime("joined", { mode: "date", fsp: 3 }),
});

export const sessionTable = mysqlTable("user_session", {
  id: varchar("id", { length: 255 }).primaryKey(),
  userId: varchar("user_id", { length: 255 })
    .notNull()
    .references(() => userTable.id),
  expiresAt: datetime("expires_at").notNull(),
  country: varchar("country", { length: 255 }),
  hits: bigint("hits", { mode: "number" }),
  trusted: boolean("trusted").default(false),
});
