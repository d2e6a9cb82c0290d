// SPDX-License-Identifier: MIT
// What the application is, whatever its database.
import type { Selectable } from "kysely";
import type { Lucia } from "lucia";
import type * as mysql from "./database/mysql.ts";
import type * as postgres from "./database/postgres.ts";
import type * as sqlite from "./database/sqlite.ts";

export interface NewUser {
  id: string;
  username: string;
  verified: boolean;
  born: Date | null;
}

export interface Visit {
  session: string;
  username: string;
  country: string | null;
  expires: Date;
}

export type Auth = Lucia<
  { country: string | null },
  { username: string; verified: boolean }
>;

export interface App {
  lucia: Auth;
  signUp(user: NewUser): Promise<void>;
  visitsOf(username: string): Promise<Visit[]>;
  close(): Promise<void>;
}

declare module "lucia" {
  interface Register {
    Lucia: Auth;
    DatabaseUserAttributes: Omit<
      Selectable<
        sqlite.AuthUserTable | postgres.AuthUserTable | mysql.AuthUserTable
      >,
      "id"
    >;
    DatabaseSessionAttributes: { country: string | null };
  }
}
