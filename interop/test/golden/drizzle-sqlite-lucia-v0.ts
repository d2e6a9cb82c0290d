// Written by `cardea schema --as drizzle --dialect sqlite` for layout lucia-v0: not to be edited.

import {
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

export const userTable = sqliteTable("user", {
  id: text("id").primaryKey(),
  username: text("username").notNull(),
  visits: integer("visits").notNull(),
  score: real("score"),
  verified: flag("verified").notNull(),
  born: integer("born_at", { mode: "timestamp_ms" }),
});

export const sessionTable = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => userTable.id, { onDelete: "cascade" }),
    activeExpires: integer("active_expires").notNull(), // milliseconds since 1970
    idleExpires: integer("idle_expires").notNull(), // milliseconds since 1970
  },
  (table) => [
    index("session_user_id_idx").on(table.userId),
    index("session_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = sqliteTable(
  "key",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => userTable.id, { onDelete: "cascade" }),
    hashedPassword: text("hashed_password"),
    primary: flag("primary").notNull(),
  },
  (table) => [index("key_user_id_idx").on(table.userId)],
);
