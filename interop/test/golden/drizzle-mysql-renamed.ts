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
  mysqlSchema,
  mysqlTable,
  varchar,
} from "drizzle-orm/mysql-core";

const mediumblob = customType<{ data: Buffer }>({
  dataType: () => "mediumblob",
});

export const authSchema = mysqlSchema("auth");

export const userTable = authSchema.table("user", {
  id: varchar("id", { length: 255 }).primaryKey(),
  username: mediumtext("username").notNull(),
  visits: bigint("visits", { mode: "number" }).notNull(),
  score: double("score"),
  verified: boolean("verified").notNull(),
  born: datetime("born_at", { fsp: 3 }),
});

export const sessionTable = mysqlTable(
  "auth_user",
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("userId", { length: 255 }).notNull(),
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    country: mediumtext("country"),
    hops: int("hops"),
    picture: mediumblob("picture"),
    bytes: bigint("bytes", { mode: "number" }),
  },
  (table) => [
    foreignKey({
      name: "auth_user_ibfk_1",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("auth_user_userId_idx").on(table.userId),
    index("auth_user_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = mysqlTable(
  'my "keys"',
  {
    id: varchar("id", { length: 255 }).primaryKey(),
    userId: varchar("user_id", { length: 255 }).notNull(),
    hashedPassword: mediumtext(
      "the hash of the password, where there is one, as Lucia writes it",
    ),
  },
  (table) => [
    foreignKey({
      name: 'my "keys"_ibfk_1',
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index('my "keys"_user_id_idx').on(table.userId),
  ],
);
