// Written by `cardea schema --as kysely --dialect sqlite` for layout lucia-v3: not to be edited.

export interface Database {
  auth_user: AuthUserTable;
  user_session: UserSessionTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: number;
  verified: number; // 0 or 1
  born: number | null; // seconds since 1970
}

export interface UserSessionTable {
  id: string;
  user_id: string;
  expires_at: number; // seconds since 1970
  country: string | null;
}
