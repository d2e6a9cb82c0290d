// Written by `cardea schema --as drizzle --dialect postgres` for layout lucia-v2: not to be edited.

import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgSchema,
  pgTable,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Buffer }>({
  dataType: () => "bytea",
});

export const authSchema = pgSchema("auth");

export const userTable = authSchema.table("user", {
  id: text("id").primaryKey(),
  username: text("username").notNull(),
  visits: bigint("visits", { mode: "number" }).notNull(),
  score: doublePrecision("score"),
  verified: boolean("verified").notNull(),
  born: timestamp("born_at", { withTimezone: true }),
});

export const sessionTable = pgTable(
  "auth_user",
  {
    id: text("id").primaryKey(),
    userId: text("userId").notNull(),
    activeExpires: bigint("active_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    idleExpires: bigint("idle_expires", { mode: "number" }).notNull(), // milliseconds since 1970
    country: text("country"),
    hops: integer("hops"),
    picture: bytea("picture"),
    bytes: bigint("bytes", { mode: "number" }),
  },
  (table) => [
    foreignKey({
      name: "auth_user_userId_fkey",
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index("auth_user_userId_idx").on(table.userId),
    index("auth_user_idle_expires_idx").on(table.idleExpires),
  ],
);

export const keyTable = pgTable(
  'my "keys"',
  {
    id: text("id").primaryKey(),
    userId: text("user_id").notNull(),
    hashedPassword: text(
      "the hash of the password, where there is one, as Lucia writes it",
    ),
  },
  (table) => [
    foreignKey({
      name: 'my "keys"_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [userTable.id],
    }).onDelete("cascade"),
    index('my "keys"_user_id_idx').on(table.userId),
  ],
);
