// Written by `cardea schema --as drizzle --dialect sqlite` for layout cardea: not to be edited.

import {
  blob,
  index,
  integer,
  real,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";

export const userTable = sqliteTable("auth_user", {
  id: text("id").primaryKey(),
  username: text("username").notNull(),
  visits: integer("visits").notNull(),
  score: real("score"),
  verified: integer("verified", { mode: "boolean" }).notNull(),
  born: integer("born_at", { mode: "timestamp_ms" }),
});

export const sessionTable = sqliteTable(
  "auth_session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => userTable.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(), // seconds since 1970
    tokenLastVerifiedAt: integer("token_last_verified_at").notNull(), // seconds since 1970
    secretHash: blob("secret_hash", { mode: "buffer" }).notNull(),
    country: text("country"),
    hops: integer("hops"),
    picture: blob("picture", { mode: "buffer" }),
    bytes: integer("bytes"),
  },
  (table) => [
    index("auth_session_user_id_idx").on(table.userId),
    index("auth_session_created_at_idx").on(table.createdAt),
    index("auth_session_token_last_verified_at_idx").on(
      table.tokenLastVerifiedAt,
    ),
  ],
);

export const keyTable = sqliteTable(
  "auth_key",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => userTable.id, { onDelete: "cascade" }),
    hashedPassword: text("hashed_password"),
  },
  (table) => [index("auth_key_user_id_idx").on(table.userId)],
);
