// Written by `cardea schema --as kysely --dialect mysql` for layout lucia-v3: not to be edited.

export interface Database {
  user: UserTable;
  user_session: UserSessionTable;
}

export interface UserTable {
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
  expires_at: Date;
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: number | null;
}
