// Written by `cardea schema --as drizzle --dialect mysql` for layout lucia-v0: not to be edited.

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

export const userTable = mysqlTable("user", {
  id: varchar("id", { length: 255 }).primaryKey(),
  username: mediumtext("username").notNull(),
  visits: bigint("visits", { mode: "number" }).notNull(),
  score: double("score"),
  verified: boolean("verified").notNull(),
  born: datetime("born_at", { fsp: 3 }),
});

export const sessionTable = mysqlTable(
  "session",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
  },
  (table) => [
    foreignKey({
      name: "session_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("session_user_id_idx").on(table.userId),
    index("session_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = mysqlTable(
  "key",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    hashedPassword: mediumtext("hashed_password"),
    primary: boolean("primary").notNull(),
  },
  (table) => [
    foreignKey({
      name: "key_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("key_user_id_idx").on(table.userId),
  ],
);
