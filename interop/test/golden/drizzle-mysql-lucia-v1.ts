// Written by `cardea schema --as drizzle --dialect mysql` for layout lucia-v1: not to be edited.

import {
  bigint,
  boolean,
  datetime,
  double,
  foreignKey,
  index,
  mediumtext,
  mysqlTable,
  varchar,
} from "drizzle-orm/mysql-core";

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
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
  },
  (table) => [
    foreignKey({
      name: "auth_session_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("auth_session_user_id_idx").on(table.userId),
    index("auth_session_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = mysqlTable(
  "auth_key",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    hashedPassword: mediumtext("hashed_password"),
    primaryKey: boolean("primary_key").notNull(),
    expires: bigint("expires", { mode: "number" }), // milliseconds since 1970
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
