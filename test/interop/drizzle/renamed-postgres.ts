// SPDX-License-Identifier: MIT
import { bigint, boolean, integer, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

export const auth = pgSchema("auth");

export const userTable = auth.table("people", {
  id: text("person_id").primaryKey(),
  username: text("user name"),
  age: integer("2fa"),
  verified: boolean("delete").notNull().default(false),
  joined: timestamp("名前", { withTimezone: true }),
});

export const sessionTable = auth.table("logins", {
  id: text("login_id").primaryKey(),
  userId: text("userId")
    .notNull()
    .references(() => userTable.id),
  expiresAt: timestamp("expiresAt", { withTimezone: true, mode: "date" }).notNull(),
  country: text("it's"),
  hits: bigint("class", { mode: "number" }),
  trusted: boolean("Trusted").default(false),
});
