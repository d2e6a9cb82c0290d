// Written by `cardea schema --as kysely --dialect sqlite` for layout cardea: not to be edited.

export interface Database {
  auth_user: AuthUserTable;
  auth_session: AuthSessionTable;
  auth_key: AuthKeyTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: number;
  score: number | null;
  verified: number; // 0 or 1
  born_at: number | null; // milliseconds since 1970
}

export interface AuthSessionTable {
  id: string;
  user_id: string;
  created_at: number; // seconds since 1970
  token_last_verified_at: number; // seconds since 1970
  secret_hash: Buffer;
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: number | null;
}

export interface AuthKeyTable {
  id: string;
  user_id: string;
  hashed_password: string | null;
}
