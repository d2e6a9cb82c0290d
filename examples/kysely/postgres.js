// SPDX-License-Identifier: MIT
import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { authOn } from "./auth.js";

/** @import { App } from "./app.d.ts" */
/** @import { Database } from "./database/postgres.ts" */

/**
 * @param {string} url
 * @returns {App}
 */
export function open(url) {
  const pool = new pg.Pool({ connectionString: url });
  /** @type {Kysely<Database>} */
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const adapter = new NodePostgresAdapter(pool, {
    user: "auth_user",
    session: "user_session",
  });

  return {
    lucia: authOn(adapter),

    async signUp(user) {
      await db
        .insertInto("auth_user")
        .values({ ...user, visits: 1n })
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
