// Written by `cardea schema --as kysely --dialect mysql` for layout lucia-v0: not to be edited.

export interface Database {
  user: UserTable;
  session: SessionTable;
  key: KeyTable;
}

export interface UserTable {
  id: string;
  username: string;
  visits: number;
  score: number | null;
  verified: number; // 0 or 1
  born_at: Date | null;
}

export interface SessionTable {
  id: string;
  user_id: string;
  active_expires: number; // milliseconds since 1970
  idle_expires: number; // milliseconds since 1970
}

export interface KeyTable {
  id: string;
  user_id: string;
  hashed_password: string | null;
  primary: number; // 0 or 1
}
