// SPDX-License-Identifier: MIT
// The models of Lucia 0.6's page on Prisma.
import { openPrisma as open } from "../lib/prisma-client.mjs";

const models = `
model User {
  id       String    @id @unique
  username String?
  age      Int?
  verified Boolean?
  session  Session[]
  key      Key[]
  @@map("user")
}
model Session {
  id             String @id @unique
  user_id        String
  active_expires BigInt
  idle_expires   BigInt
  user           User   @relation(references: [id], fields: [user_id], onDelete: Cascade)
  @@index([user_id])
  @@map("session")
}
model Key {
  id              String  @id @unique
  hashed_password String?
  user_id         String
  primary         Boolean
  user            User    @relation(references: [id], fields: [user_id], onDelete: Cascade)
  @@index([user_id])
  @@map("key")
}
`;

/** A client over the file at `path`; the caller disconnects it. */
export const openPrisma = (path) => open("sqlite", models, `sqlite:${path}`);
