// SPDX-License-Identifier: MIT
import { Mysql2Adapter } from "@lucia-auth/adapter-mysql";
import { Kysely, MysqlDialect } from "kysely";
import { createPool } from "mysql2/promise";
import { authOn } from "./auth.js";

/** @import { App } from "./app.d.ts" */
/** @import { Database } from "./database/mysql.ts" */

/**
 * @param {string} url
 * @returns {App}
 */
export function open(url) {
  // Without a zone mysql2 writes the clock on the wall, and every reader has to stand at the same one.
  const pool = createPool({ uri: url, timezone: "Z" });
  /** @type {Kysely<Database>} */
  const db = new Kysely({ dialect: new MysqlDialect({ pool: pool.pool }) });
  const adapter = new Mysql2Adapter(pool, {
    user: "auth_user",
    session: "user_session",
  });

  return {
    lucia: authOn(adapter),

    async signUp(user) {
      await db
        .insertInto("auth_user")
        .values({ ...user, verified: Number(user.verified), visits: 1 })
        .execute();
    },

    visitsOf: (username) =>
      db
        .selectFrom("user_session")
        .innerJoin("auth_user", "auth_user.id", "user_session.user_id")
        .where("username", "=", username)
        .select([
          "user_session.id as session",
          "username",
          "country",
          "expires_at as expires",
        ])
        .orderBy("country")
        .execute(),

    close: () => db.destroy(),
  };
}
