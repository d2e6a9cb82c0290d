// Written by `cardea schema --as kysely --dialect sqlite` for layout lucia-v2: not to be edited.

export interface Database {
  "auth.user": AuthUserTable;
  auth_user: AuthUserTable2;
  'my "keys"': MyKeysTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: number;
  score: number | null;
  verified: number; // 0 or 1
  born_at: number | null; // milliseconds since 1970
}

export interface AuthUserTable2 {
  id: string;
  userId: string;
  active_expires: number; // milliseconds since 1970
  idle_expires: number; // milliseconds since 1970
  country: string | null;
  hops: number | null;
  picture: Buffer | null;
  bytes: number | null;
}

export interface MyKeysTable {
  id: string;
  user_id: string;
  "the hash of the password, where there is one, as Lucia writes it":
    string | null;
}
