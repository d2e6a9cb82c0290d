// SPDX-License-Identifier: MIT
// `npx prisma generate` of three versions of Prisma, with cardea as a generator; what it writes is compiled and used.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Database from "better-sqlite3";
import { scratch } from "./lib/databases/sqlite.mjs";
import { hostile } from "./lib/hostile.mjs";
import { build, compiles, missingCompiler } from "./lib/cpp.mjs";
import { generate, missingPrisma } from "./lib/prisma-cli.mjs";

const models = (role = "") => `
model User {
  id       String    @id
  username String    @unique
  joinedAt DateTime  @map("joined_at")
  visits   Int       @default(3)
  ${role}
  sessions Session[]

  @@map("auth_user")
}

model Session {
  id        String   @id
  expiresAt DateTime @map("expires_at")
  userId    String   @map("user_id")
  country   String?
  user      User     @relation(fields: [userId], references: [id], onDelete: Cascade)

  @@map("user_session")
}
`;
const withRole = `${models("role     Role      @default(MEMBER)")}
enum Role {
  MEMBER
  ADMIN  @map("administrator")
}
`;
const options = (more = {}) => ({ provider: "sqlite", settings: {}, ...more });

describe("cardea prisma-generator", () => {
  for (const version of [5, 6, 7]) {
    const skip = missingPrisma(version);
    test(`Prisma ${version} starts it and shows where the header is`, { skip }, (t) => {
      const folder = scratch(t);
      const done = generate(version, folder, models(), options());
      assert.equal(done.status, 0, done.stdout + done.stderr);
      assert.match(done.stdout, /Generated Cardea \(\d+\.\d+\.\d+\) to /);
      const header = readFileSync(join(folder, "generated/cardea.hpp"), "utf8");
      assert.match(header, /^\/\/ Written by `cardea prisma-generator` for layout lucia-v3: not to be edited\.\n/);
      assert.match(header, /struct user_attributes \{\n {2}std::string username;\n {2}cardea::timestamp joinedAt\{\};/);
      assert.match(header, /made\.session\.name = "user_session";/);
      assert.equal(header.includes("cardea::sql::time_form::iso8601"), version === 7);
      assert.equal(header.includes("cardea::sql::time_form::milliseconds"), version !== 7);
    });

    test(`Prisma ${version} shows what is wrong as an error`, { skip }, (t) => {
      const unknown = generate(version, scratch(t), models(), options({ settings: { colour: "blue" } }));
      assert.notEqual(unknown.status, 0);
      assert.match(
        unknown.stdout + unknown.stderr,
        /Error:\s+cardea: the generator's block has no setting "colour"; there are user, session, key,/,
      );
      const none = generate(version, scratch(t), "model Post {\n  id String @id\n}\n", options());
      assert.notEqual(none.status, 0);
      assert.match(none.stdout + none.stderr, /Error:\s+cardea: in [\w.]+ no table holds sessions/);
    });

    test(`Prisma ${version}: any name is only a name`, { skip: skip || missingCompiler() }, (t) => {
      const folder = scratch(t);
      // A NUL is the one character that Prisma itself would pass on and no database takes.
      const fields = hostile.map((name, i) => `  f${i} Int? @map(${JSON.stringify(name)})`).join("\n");
      const relation = JSON.stringify('"; evil(); "');
      const text = `
model Namespace {
  id   String @id
${fields}
  int  Session[] @relation(${relation})
  @@map(${JSON.stringify(hostile[2])})
}
model Session {
  id         String @id
  expires_at DateTime
  user_id    String @map(${JSON.stringify(hostile[0])})
  NULL       Int?
  std        String?
  user       Namespace @relation(${relation}, fields: [user_id], references: [id])
  @@map(${JSON.stringify(hostile[13])})
}
model Class {
  a       Int
  private Int
  class   Int
  @@id([a, private])
  @@map(${JSON.stringify(hostile[12])})
}
`;
      const settings = { user: "Namespace", models: "all", namespace: "app::auth" };
      const done = generate(version, folder, text, options({ settings, output: "../include/auth.hpp" }));
      assert.equal(done.status, 0, done.stdout + done.stderr);
      const header = join(folder, "include/auth.hpp");
      assert.match(readFileSync(header, "utf8"), /^[\n\x20-\x7e]*$/);
      compiles(folder, header);
    });
  }

  const skip = missingPrisma(7);
  test("a C++ program reads and writes by the header what an application writes", { skip: skip || missingCompiler() }, (t) => {
    const folder = scratch(t);
    const done = generate(7, folder, withRole, options());
    assert.equal(done.status, 0, done.stdout + done.stderr);
    const file = join(folder, "app.db");
    const db = new Database(file);
    db.exec(`
CREATE TABLE "auth_user" ("id" TEXT NOT NULL PRIMARY KEY, "username" TEXT NOT NULL, "joined_at" DATETIME NOT NULL,
  "visits" INTEGER NOT NULL DEFAULT 3, "role" TEXT NOT NULL DEFAULT 'MEMBER');
CREATE TABLE "user_session" ("id" TEXT NOT NULL PRIMARY KEY, "expires_at" DATETIME NOT NULL, "user_id" TEXT NOT NULL,
  "country" TEXT, CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "auth_user" ("id")
  ON DELETE CASCADE ON UPDATE CASCADE);
CREATE UNIQUE INDEX "auth_user_username_key" ON "auth_user"("username");
INSERT INTO auth_user VALUES ('a', 'ada', '2020-02-03T04:05:06.789+00:00', 5, 'administrator');
`);
    const run = build(
      folder,
      `
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include "generated/cardea.hpp"

#include <iostream>

using namespace auth_schema;
int main(int, char** arguments) {
  cardea::auth<user_attributes, session_attributes> auth{
      cardea::sqlite::store{cardea::sqlite::pool{arguments[1]}, layout()}};
  auth.check();
  const auto ada = auth.find_user("a").value().attributes;
  std::cout << provider << ' ' << ada.username << ' ' << cardea::to_iso8601(ada.joinedAt) << ' ' << ada.visits << ' '
            << (ada.role == Role::admin) << cardea::value_name(ada.role) << '\\n';
  const auto bob = auth.create_user({.username = "bob", .joinedAt = ada.joinedAt}).value();
  const auto session = auth.create_session(bob.id, {.country = "gb"}).value();
  std::cout << bob.id << ' ' << auth.validate(session.token).value().session.attributes.country.value() << '\\n';
}
`,
    );
    const [first, second] = run(file).split("\n");
    assert.equal(first, "sqlite ada 2020-02-03T04:05:06.789Z 5 1administrator");
    const [id, country] = second.split(" ");
    assert.equal(country, "gb");
    const bob = db.prepare("SELECT * FROM auth_user WHERE id = ?").get(id);
    assert.deepEqual(bob, { id, username: "bob", joined_at: "2020-02-03T04:05:06.789+00:00", visits: 3, role: "MEMBER" });
    const session = db.prepare("SELECT * FROM user_session").get();
    assert.match(session.expires_at, /^\d{4}-\d\d-\d\dT[\d:.]{12}\+00:00$/);
    db.close();
  });
});
