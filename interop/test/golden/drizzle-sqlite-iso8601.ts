// Written by `cardea schema --as drizzle --dialect sqlite` for layout lucia-v3: not to be edited.

import {
  blob,
  customType,
  index,
  integer,
  real,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";

/** A BOOLEAN, which is numeric to SQLite and to drizzle-kit. */
const flag = customType<{ data: boolean; driverData: number }>({
  dataType: () => "numeric",
  fromDriver: (value) => value !== 0,
  toDriver: (value) => (value ? 1 : 0),
});

/** ISO 8601 in a DATETIME, which is numeric to SQLite and to drizzle-kit. */
const moment = customType<{ data: string }>({
  dataType: () => "numeric",
});

export const userTable = sqliteTable("user", {
  id: text("id").primaryKey(),
  username: text("username").notNull(),
  visits: integer("visits").notNull(),
  score: real("score"),
  verified: flag("verified").notNull(),
  born: moment("born_at"),
});

export const sessionTable = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => userTable.id, { onDelete: "cascade" }),
    expiresAt: moment("expires_at").notNull(),
    country: text("country"),
    hops: integer("hops"),
    picture: blob("picture", { mode: "buffer" }),
    bytes: integer("bytes"),
  },
  (table) => [
    index("session_user_id_idx").on(table.userId),
    index("session_expires_at_idx").on(table.expiresAt),
  ],
);
