// SPDX-License-Identifier: MIT
import { bigint, boolean, datetime, int, mysqlTable, varchar } from "drizzle-orm/mysql-core";

export const userTable = mysqlTable("people", {
  id: varchar("person_id", { length: 255 }).primaryKey(),
  username: varchar("user name", { length: 255 }),
  age: int("2fa"),
  verified: boolean("delete").notNull().default(false),
  joined: datetime("名前", { mode: "date", fsp: 3 }),
});

export const sessionTable = mysqlTable("logins", {
  id: varchar("login_id", { length: 255 }).primaryKey(),
  userId: varchar("userId", { length: 255 })
    .notNull()
    .references(() => userTable.id),
  expiresAt: datetime("expiresAt").notNull(),
  country: varchar("it's", { length: 255 }),
  hits: bigint("class", { mode: "number" }),
  trusted: boolean("Trusted").default(false),
});
