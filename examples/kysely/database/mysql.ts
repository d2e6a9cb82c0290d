// Written by `cardea schema --as kysely --dialect mysql` for layout lucia-v3: not to be edited.

export interface Database {
  auth_user: AuthUserTable;
  user_session: UserSessionTable;
}

export interface AuthUserTable {
  id: string;
  username: string;
  visits: number;
  verified: number; // 0 or 1
  born: Date | null;
}

export interface UserSessionTable {
  id: string;
  user_id: string;
  expires_at: Date;
  country: string | null;
}
