// SPDX-License-Identifier: MIT
import { Lucia } from "lucia";

/** @import { Adapter } from "lucia" */
/** @import { Auth } from "./app.d.ts" */

/**
 * Lucia, with what it says of users and sessions.
 * @param {Adapter} adapter
 * @returns {Auth}
 */
export const authOn = (adapter) =>
  new Lucia(adapter, {
    getUserAttributes: ({ username, verified }) => ({
      username,
      verified: Boolean(verified), // MySQL and SQLite have 0 and 1
    }),
    getSessionAttributes: ({ country }) => ({ country }),
  });
