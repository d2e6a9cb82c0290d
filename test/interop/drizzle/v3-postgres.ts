// SPDX-License-Identifier: MIT
import { bigint, boolean, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

export const userTable = pgTable("auth_user", {
  id: text("id").primaryKey(),
  username: text("username"),
  age: integer("age"),
  verified: boolean("verified").notNull().default(false),
  joined: timestamp("joined", { withTimezone: true }),
});

export const sessionTable = pgTable("user_session", {
  id: text("id").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => userTable.id),
  expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
  country: text("country"),
  hits: bigint("hits", { mode: "number" }),
  trusted: boolean("trusted").default(false),
});
