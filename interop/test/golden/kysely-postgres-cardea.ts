// Written by `cardea schema --as kysely --dialect postgres` for layout cardea: not to be edited.

import type { ColumnType } from "kysely";

/** A BIGINT. The driver reads digits: a number would round what is beyond 2^53. */
export type Int8 = ColumnType<
  string,
  string | number | bigint,
  string | number | bigint
>;

export interface Database {
  auth_user: AuthUserTable;
  auth_session: AuthSessionTable;
  auth_key: AuthKeyTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: Int8;
  score: number | null;
  verified: boolean;
  born_at: Date | null;
}

export interface AuthSessionTable {
  id: string;
  user_id: string;
  created_at: Int8; // seconds since 1970
  token_last_verified_at: Int8; // seconds since 1970
  secret_hash: Buffer;
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: Int8 | null;
}

export interface AuthKeyTable {
  id: string;
  user_id: string;
  hashed_password: string | null;
}
