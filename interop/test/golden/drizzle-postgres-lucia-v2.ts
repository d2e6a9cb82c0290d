// Written by `cardea schema --as drizzle --dialect postgres` for layout lucia-v2: not to be edited.

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
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
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
    index("user_session_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = pgTable(
  "user_key",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    hashedPassword: text("hashed_password"),
  },
  (table) => [
    foreignKey({
      name: "user_key_user_id_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("user_key_user_id_idx").on(table.userId),
  ],
);
