// Written by `cardea schema --as kysely --dialect sqlite` for layout lucia-v3: not to be edited.

export interface Database {
  user: UserTable;
  session: SessionTable;
}

export interface UserTable {
  id: string;
  username: string;
  visits: number;
  score: number | null;
  verified: number; // 0 or 1
  born_at: string | null; // ISO 8601 in UTC
}

export interface SessionTable {
  id: string;
  user_id: string;
  expires_at: string; // ISO 8601 in UTC
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: number | null;
}
