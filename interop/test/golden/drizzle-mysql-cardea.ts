// Written by `cardea schema --as drizzle --dialect mysql` for layout cardea: not to be edited.

import {
  bigint,
  boolean,
  customType,
  datetime,
  double,
  foreignKey,
  index,
  int,
  mediumtext,
  mysqlTable,
  varchar,
} from "drizzle-orm/mysql-core";

const mediumblob = customType<{ data: Buffer }>({
  dataType: () => "mediumblob",
});

export const userTable = mysqlTable("auth_user", {
  id: varchar("id", { length: 255 }).primaryKey(),
  username: mediumtext("username").notNull(),
  visits: bigint("visits", { mode: "number" }).notNull(),
  score: double("score"),
  verified: boolean("verified").notNull(),
  born: datetime("born_at", { fsp: 3 }),
});

export const sessionTable = mysqlTable(
  "auth_session",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(), // seconds since 1970
    tokenLastVerifiedAt: bigint("token_last_verified_at", {
      mode: "number",
    }).notNull(), // seconds since 1970
    secretHash: mediumblob("secret_hash").notNull(),
    country: mediumtext("country"),
    hops: int("hops"),
    picture: mediumblob("picture"),
    bytes: bigint("bytes", { mode: "number" }),
  },
  (table) => [
    foreignKey({
      name: "auth_session_ibfk_1",
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

export const keyTable = mysqlTable(
  "auth_key",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    hashedPassword: mediumtext("hashed_password"),
  },
  (table) => [
    foreignKey({
      name: "auth_key_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("auth_key_user_id_idx").on(table.userId),
  ],
);
