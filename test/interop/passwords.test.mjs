// SPDX-License-Identifier: MIT
// Password hashes both ways: each package's own functions against `cardea password`.
import "./lib/webcrypto.mjs";
import assert from "node:assert/strict";
import { scryptSync } from "node:crypto";
import { describe, test } from "node:test";
import { Scrypt as OsloScrypt, Argon2id, Bcrypt } from "oslo/password";
import { LegacyScrypt, Scrypt } from "lucia";
import { cardea } from "./lib/cardea.mjs";

// Lucia 1 and 2 keep these functions inside; their files are the same that the public calls run.
const inside = (path) => import(new URL(`./node_modules/${path}`, import.meta.url).href);
const v0 = await inside("lucia-v0/utils/crypto.js");
const v1 = await inside("lucia-v1/utils/crypto.js");
const v2 = await inside("lucia-v2/dist/utils/crypto.js");

const ascii = "correct horse battery";
const odd = "pas\u0301\uFB01\u2460";
const nfkc = odd.normalize("NFKC");

const program = (layout) => cardea({ layout });
/** Whether Cardea, in `layout`, takes `password` for `hash`. */
const verifies = (layout, hash, password) => {
  const { status, json } = program(layout).run(["password", "verify", hash, "--stdin"], password);
  assert.equal(status, json.valid ? 0 : 1, JSON.stringify(json));
  return json.valid;
};
const hash = (format, password) => program("lucia-v3").ok(["password", "hash", "--format", format, "--stdin"], password).hash;

const writers = {
  "lucia-auth 0.6": ["lucia-v0", v0.generateHashWithScrypt],
  "lucia-auth 1.8": ["lucia-v1", v1.generateScryptHash],
  "lucia 2.7": ["lucia-v2", v2.generateScryptHash],
  "lucia 3.2 Scrypt": ["lucia-v3", (password) => new Scrypt().hash(password)],
  "lucia 3.2 LegacyScrypt": ["lucia-v3", (password) => new LegacyScrypt().hash(password)],
  "oslo Scrypt": ["lucia-v3", (password) => new OsloScrypt().hash(password)],
  "oslo Argon2id": ["lucia-v3", (password) => new Argon2id().hash(password)],
  "oslo Bcrypt": ["lucia-v3", (password) => new Bcrypt().hash(password)],
};

describe("password hashes that a package wrote", () => {
  for (const [name, [layout, write]] of Object.entries(writers)) {
    test(`${name}: Cardea takes the right password and no other`, async () => {
      const stored = await write(ascii);
      assert.equal(verifies(layout, stored, ascii), true);
      assert.equal(verifies(layout, stored, ascii + " "), false);
      assert.equal(verifies(layout, stored, ""), false);
    });

    test(`${name}: Cardea takes a password that is not in NFKC in both spellings`, async () => {
      const stored = await write(odd);
      assert.equal(verifies(layout, stored, odd), true);
      assert.equal(verifies(layout, stored, nfkc), true);
    });
  }
});

/** Which of a package's functions take what Cardea writes, and whether they bring the password to NFKC themselves. */
const readers = {
  s2: {
    "lucia-auth 0.6": [(stored, password) => v0.validateScryptHash(password, stored), false],
    "lucia-auth 1.8": [(stored, password) => v1.validateScryptHash(password, stored), false],
    "lucia 2.7": [(stored, password) => v2.validateScryptHash(password, stored), true],
    "lucia 3.2 LegacyScrypt": [(stored, password) => new LegacyScrypt().verify(stored, password), true],
  },
  "lucia-v3": {
    "lucia 3.2 Scrypt": [(stored, password) => new Scrypt().verify(stored, password), true],
    "oslo Scrypt": [(stored, password) => new OsloScrypt().verify(stored, password), true],
  },
  argon2id: { "oslo Argon2id": [(stored, password) => new Argon2id().verify(stored, password), true] },
};

for (const [format, packages] of Object.entries(readers)) {
  describe(`password hashes that Cardea wrote, ${format}`, () => {
    for (const [name, [verify, normalises]] of Object.entries(packages)) {
      test(`${name} takes the right password and no other`, async () => {
        const stored = hash(format, ascii);
        assert.equal(await verify(stored, ascii), true);
        assert.equal(await verify(stored, ascii + " "), false);
      });

      test(`${name} takes a password not in NFKC as it takes its own`, async () => {
        const stored = hash(format, odd);
        assert.equal(await verify(stored, nfkc), true);
        assert.equal(await verify(stored, odd), normalises);
      });
    }
  });
}

describe("two-part hashes, which say less than they mean", () => {
  const legacy = (password) => {
    const key = scryptSync(password, "abcdefghijklmnop", 64, { N: 16384, r: 8, p: 1 });
    return `abcdefghijklmnop:${key.toString("hex")}`;
  };

  test("in Lucia 0 to 2 they are of block size 8, as those packages read them", async () => {
    const stored = legacy(ascii);
    assert.equal(await v1.validateScryptHash(ascii, stored), true);
    assert.equal(await v2.validateScryptHash(ascii, stored), true);
    for (const layout of ["lucia-v0", "lucia-v1", "lucia-v2"]) {
      assert.equal(verifies(layout, stored, ascii), true, layout);
      assert.equal(verifies(layout, stored, ascii + "x"), false, layout);
    }
  });

  test("in Lucia 3 they are of block size 16", async () => {
    const stored = await new Scrypt().hash(ascii);
    assert.equal(await v2.validateScryptHash(ascii, stored), false);
    assert.equal(verifies("lucia-v3", stored, ascii), true);
  });
});

test("what is no hash opens with no password", async () => {
  for (const stored of ["", "x", ":", "s2::", "s2:a:b", "s3:abcdefghijklmnop:00", "$argon2id$", "$2a$", "a:b:c:d"])
    for (const layout of ["lucia-v1", "lucia-v2", "lucia-v3", "cardea"])
      assert.equal(program(layout).run(["password", "verify", stored, "--stdin"], ascii).json.valid ?? false, false, stored);
});
