// Written by `cardea schema --as drizzle --dialect postgres` for layout lucia-v0: not to be edited.

import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

export const userTable = pgTable("user", {
  id: text("id").primaryKey(),
  username: text("username").notNull(),
  visits: bigint("visits", { mode: "number" }).notNull(),
  score: doublePrecision("score"),
  verified: boolean("verified").notNull(),
  born: timestamp("born_at", { withTimezone: true }),
});

export const sessionTable = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
  },
  (table) => [
    foreignKey({
      name: "session_user_id_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("session_user_id_idx").on(table.userId),
    index("session_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = pgTable(
  "key",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    hashedPassword: text("hashed_password"),
    primary: boolean("primary").notNull(),
  },
  (table) => [
    foreignKey({
      name: "key_user_id_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("key_user_id_idx").on(table.userId),
  ],
);
