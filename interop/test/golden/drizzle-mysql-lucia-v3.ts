// Written by `cardea schema --as drizzle --dialect mysql` for layout lucia-v3: not to be edited.

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

export const userTable = mysqlTable("user", {
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
    expiresAt: datetime("expires_at", { fsp: 3 }).notNull(),
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
    index("user_session_expires_at_idx").on(table.expiresAt),
  ],
);
