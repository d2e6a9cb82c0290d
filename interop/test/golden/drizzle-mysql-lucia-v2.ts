// Written by `cardea schema --as drizzle --dialect mysql` for layout lucia-v2: not to be edited.

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
  "user_session",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    country: mediumtext("country"),
    hops: int("hops"),
    picture: mediumblob("picture"),
    bytes: bigint("bytes", { mode: "number" }),
  },
  (table) => [
    foreignKey({
      name: "user_session_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("user_session_user_id_idx").on(table.userId),
    index("user_session_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = mysqlTable(
  "user_key",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    hashedPassword: mediumtext("hashed_password"),
  },
  (table) => [
    foreignKey({
      name: "user_key_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("user_key_user_id_idx").on(table.userId),
  ],
);
