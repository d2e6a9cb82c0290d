// SPDX-License-Identifier: MIT
// C++ compilers on what cardea writes. CARDEA_INCLUDES and CARDEA_LIBRARIES are lists, parted by colons.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const list = (name) => (process.env[name] ?? "").split(":").filter(Boolean);
const isCompiler = (name) => spawnSync(name, ["--version"]).status === 0;
const compilers = ["g++", "clang++-19"].filter(isCompiler);
const flags = () => [
  "-std=c++20",
  ..."-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror".split(" "),
  ...list("CARDEA_INCLUDES").map((folder) => `-I${folder}`),
];

/** Why nothing can be compiled; false where it can. */
export const missingCompiler = () =>
  (!compilers.length && "there is no C++ compiler") ||
  (!process.env.CARDEA_INCLUDES && "CARDEA_INCLUDES is not set: run ./dev test");

function run(program, args) {
  const done = spawnSync(program, args, { encoding: "utf8", timeout: 240_000 });
  assert.equal(done.status, 0, `${program} ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Fails with what a compiler says of the header, if one says anything. */
export function compiles(folder, header) {
  const source = join(folder, "only.cpp");
  writeFileSync(source, `#include ${JSON.stringify(header)}\n`);
  for (const compiler of compilers) run(compiler, [...flags(), "-fsyntax-only", source]);
}

/** Gives what runs the program made of `text`, with its arguments. */
export function build(folder, text) {
  const source = join(folder, "main.cpp");
  writeFileSync(source, text);
  const made = join(folder, "main");
  run(compilers[0], [...flags(), `-I${folder}`, source, "-o", made, ...list("CARDEA_LIBRARIES")]);
  return (...args) => run(made, args);
}
