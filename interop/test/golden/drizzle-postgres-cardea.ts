// Written by `cardea schema --as drizzle --dialect postgres` for layout cardea: not to be edited.

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
  "auth_session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(), // seconds since 1970
    tokenLastVerifiedAt: bigint("token_last_verified_at", {
      mode: "number",
    }).notNull(), // seconds since 1970
    secretHash: bytea("secret_hash").notNull(),
    country: text("country"),
    hops: integer("hops"),
    picture: bytea("picture"),
    bytes: bigint("bytes", { mode: "number" }),
  },
  (table) => [
    foreignKey({
      name: "auth_session_user_id_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("auth_session_user_id_idx").on(table.userId),
    index("auth_session_created_at_idx").on(table.createdAt),
    index("auth_session_token_last_verified_at_idx").on(
      table.tokenLastVerifiedAt,
    ),
  ],
);

export const keyTable = pgTable(
  "auth_key",
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    hashedPassword: text("hashed_password"),
  },
  (table) => [
    foreignKey({
      name: "auth_key_user_id_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("auth_key_user_id_idx").on(table.userId),
  ],
);
