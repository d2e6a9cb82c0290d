// SPDX-License-Identifier: MIT
import { BetterSqlite3Adapter } from "@lucia-auth/adapter-sqlite";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { authOn } from "./auth.js";

/** @import { App } from "./app.d.ts" */
/** @import { Database } from "./database/sqlite.ts" */

/** @param {Date} date */
const toSeconds = (date) => Math.floor(date.getTime() / 1000);

/**
 * @param {string} url
 * @returns {App}
 */
export function open(url) {
  const sqlite = new Sqlite(url.slice("sqlite:".length));
  /** @type {Kysely<Database>} */
  const db = new Kysely({ dialect: new SqliteDialect({ database: sqlite }) });
  const adapter = new BetterSqlite3Adapter(sqlite, {
    user: "auth_user",
    session: "user_session",
  });

  return {
    lucia: authOn(adapter),

    async signUp({ born, verified, ...user }) {
      await db
        .insertInto("auth_user")
        .values({
          ...user,
          visits: 1,
          verified: Number(verified),
          born: born && toSeconds(born),
        })
        .execute();
    },

    async visitsOf(username) {
      const rows = await db
        .selectFrom("user_session")
        .innerJoin("auth_user", "auth_user.id", "user_session.user_id")
        .where("username", "=", username)
        .select([
          "user_session.id as session",
          "username",
          "country",
          "expires_at",
        ])
        .orderBy("country")
        .execute();
      return rows.map(({ expires_at, ...row }) => ({
        ...row,
        expires: new Date(expires_at * 1000),
      }));
    },

    close: () => db.destroy(),
  };
}
