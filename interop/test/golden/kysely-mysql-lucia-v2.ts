// Written by `cardea schema --as kysely --dialect mysql` for layout lucia-v2: not to be edited.

export interface Database {
  auth_user: AuthUserTable;
  user_session: UserSessionTable;
  user_key: UserKeyTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: number;
  score: number | null;
  verified: number; // 0 or 1
  born_at: Date | null;
}

export interface UserSessionTable {
  id: string;
  user_id: string;
  active_expires: number; // milliseconds since 1970
  idle_expires: number; // milliseconds since 1970
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: number | null;
}

export interface UserKeyTable {
  id: string;
  user_id: string;
  hashed_password: string | null;
}
