// Written by `cardea schema --as kysely --dialect postgres` for layout lucia-v2: not to be edited.

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
  user_key: UserKeyTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: Int8;
  score: number | null;
  verified: boolean;
  born_at: Date | null;
}

export interface UserSessionTable {
  id: string;
  user_id: string;
  active_expires: Int8; // milliseconds since 1970
  idle_expires: Int8; // milliseconds since 1970
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: Int8 | null;
}

export interface UserKeyTable {
  id: string;
  user_id: string;
  hashed_password: string | null;
}
