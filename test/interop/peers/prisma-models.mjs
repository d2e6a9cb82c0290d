// SPDX-License-Identifier: MIT
// The models that each Lucia's page on Prisma asks for, with the tests' attributes, and what Cardea is told of their
// tables.
const relation = "@relation(references: [id], fields: [user_id], onDelete: Cascade)";
const attributes = "username String?\n  age Int?\n  verified Boolean?";

const v0 = `
model User {
  id       String    @id @unique
  ${attributes}
  session  Session[]
  key      Key[]
  @@map("user")
}
model Session {
  id             String @id @unique
  user_id        String
  active_expires BigInt
  idle_expires   BigInt
  user           User   ${relation}
  @@index([user_id])
  @@map("session")
}
model Key {
  id              String  @id @unique
  hashed_password String?
  user_id         String
  primary         Boolean
  user            User    ${relation}
  @@index([user_id])
  @@map("key")
}
`;

const v1 = `
model AuthUser {
  id           String        @id @unique
  ${attributes}
  auth_session AuthSession[]
  auth_key     AuthKey[]
  @@map("auth_user")
}
model AuthSession {
  id             String   @id @unique
  user_id        String
  active_expires BigInt
  idle_expires   BigInt
  auth_user      AuthUser ${relation}
  @@index([user_id])
  @@map("auth_session")
}
model AuthKey {
  id              String   @id @unique
  hashed_password String?
  user_id         String
  primary_key     Boolean
  expires         BigInt?
  auth_user       AuthUser ${relation}
  @@index([user_id])
  @@map("auth_key")
}
`;

const v2 = `
model User {
  id           String    @id @unique
  ${attributes}
  auth_session Session[]
  key          Key[]
}
model Session {
  id             String   @id @unique
  user_id        String
  active_expires BigInt
  idle_expires   BigInt
  country        String?
  hits           Int?
  trusted        Boolean?
  user           User     ${relation}
  @@index([user_id])
}
model Key {
  id              String  @id @unique
  hashed_password String?
  user_id         String
  user            User    ${relation}
  @@index([user_id])
}
`;

const v3 = `
model User {
  id       String    @id
  ${attributes}
  sessions Session[]
}
model Session {
  id        String   @id
  userId    String
  expiresAt DateTime
  country   String?
  hits      Int?
  trusted   Boolean?
  user      User     @relation(references: [id], fields: [userId], onDelete: Cascade)
}
`;

export const models = { v0, v1, v2, v3 };

export const options = {
  v0: ["--columns", "key.expires=-"],
  v1: [],
  v2: ["--tables", "user=User,session=Session,key=Key"],
  v3: ["--tables", "user=User,session=Session", "--columns", "session.user_id=userId,session.expires_at=expiresAt"],
};
