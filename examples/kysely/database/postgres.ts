// Written by `cardea schema --as kysely --dialect postgres` for layout lucia-v3: not to be edited.

import type { ColumnType } from "kysely";

/** A BIGINT. The driver reads digits: a number would round what is beyond 2^53. */
export type Int8 = ColumnType<
  string,
  string | number | bigint,
  string | number | bigint
>;

export interface Database {
  auth_user: AuthUserTable;
  user_session: UserSessionTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: Int8;
  verified: boolean;
  born: Date | null;
}

export interface UserSessionTable {
  id: string;
  user_id: string;
  expires_at: Date;
  country: string | null;
}
