// Written by `cardea schema --as drizzle --dialect postgres` for layout lucia-v3: not to be edited.

import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Buffer }>({
  dataType: () => "bytea",
});

export const userTable = pgTable("auth_user", {
  id: text("id").primaryKey(),
  username: text("username").notNull(),
  visits: bigint("visits", { mode: "number" }).notNull(),
  score: doublePrecision("score"),
  verified: boolean("verified").notNull(),
  born: timestamp("born_at", { withTimezone: true }),
});

export const sessionTable = pgTable(
  "user_session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    country: text("country"),
    hops: integer("hops"),
    picture: bytea("picture"),
    bytes: bigint("bytes", { mode: "number" }),
  },
  (table) => [
    foreignKey({
      name: "user_session_user_id_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("user_session_user_id_idx").on(table.userId),
    index("user_session_expires_at_idx").on(table.expiresAt),
  ],
);
