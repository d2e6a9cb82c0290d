// SPDX-License-Identifier: MIT
// The real tsc on a folder of a test's own, and what the compiler sees in a text.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const packages = join(dirname(dirname(fileURLToPath(import.meta.url))), "node_modules");

/** Writes the files, of which some may import packages, into `folder`. */
export function project(folder, files) {
  symlinkSync(packages, join(folder, "node_modules"), "dir");
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: "nodenext", types: ["node"] };
  const all = {
    "package.json": JSON.stringify({ type: "module" }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...options, allowImportingTsExtensions: true } }),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
}

/** Fails with what tsc says of the folder, if it says anything. */
export function compiles(folder) {
  const done = spawnSync(process.execPath, [join(packages, "typescript/bin/tsc"), "-p", folder], { encoding: "utf8" });
  assert.equal(done.stdout + done.stderr, "");
  assert.equal(done.status, 0);
}

/**
 * The interfaces of a text as { name: { key: type } }, the names of its type aliases, and what else stands in it at the
 * top, import declarations of types left out. Fails where the text does not parse.
 */
export function parse(text) {
  const source = ts.createSourceFile("text.ts", text, ts.ScriptTarget.Latest, true);
  assert.deepEqual(source.parseDiagnostics.map(({ messageText }) => messageText), []);
  const found = { interfaces: new Map(), aliases: [], rest: [] };
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      assert.ok(!found.interfaces.has(statement.name.text), `${statement.name.text} comes twice`);
      const members = statement.members.map((member) => [member.name.text, member.type.getText(source)]);
      found.interfaces.set(statement.name.text, members);
    } else if (ts.isTypeAliasDeclaration(statement)) {
      found.aliases.push(statement.name.text);
    } else if (!ts.isImportDeclaration(statement) || !statement.importClause.isTypeOnly) {
      found.rest.push(statement.getText(source));
    }
  }
  return found;
}
