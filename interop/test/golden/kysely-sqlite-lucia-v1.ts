// Written by `cardea schema --as kysely --dialect sqlite` for layout lucia-v1: not to be edited.

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
  active_expires: number; // milliseconds since 1970
  idle_expires: number; // milliseconds since 1970
}

export interface AuthKeyTable {
  id: string;
  user_id: string;
  hashed_password: string | null;
  primary_key: number; // 0 or 1
  expires: number | null; // milliseconds since 1970
}
