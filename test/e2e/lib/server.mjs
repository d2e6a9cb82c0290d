// SPDX-License-Identifier: MIT
// `cardea serve` on a fresh database, with its mail in a folder.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, until } from "./processes.mjs";

const program = process.env.CARDEA ?? "../../build/release/cli/cardea";

// db: a URL; without it a file of SQLite. base: how people reach it, where that is not directly. options: of serve.
export async function start({ db, base, userAttributes, sessionAttributes, settable, options = [] }) {
  const folder = mkdtempSync(join(tmpdir(), "cardea-e2e-"));
  const letters = join(folder, "mail"), file = join(folder, "app.db");
  const address = `127.0.0.1:${await freePort()}`;
  const url = base ?? `http://${address}`;
  const args = ["--db", db ?? `sqlite:${file}`, "--user-attributes", userAttributes];
  if (sessionAttributes) args.push("--session-attributes", sessionAttributes);
  if (!url.startsWith("https:")) args.push("--cookie", "secure=false");
  args.push("serve", "--migrate", "--listen", address, "--base-url", url, "--mail", `file:${letters}`,
    "--mail-from", "auth@example.com", "--trusted-proxies", "127.0.0.1", "--log-level", "warning", ...options);
  if (settable) args.push("--settable", settable);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => { said += bytes; });
  const gone = once(child, "exit");
  await until("cardea serve answers", async () => {
    assert.equal(child.exitCode, null, `cardea ${args.join(" ")}\n${said}`);
    return fetch(`http://${address}/healthz`).then(({ ok }) => ok, () => false);
  });

  // Each letter is taken once, the oldest first.
  const taken = new Set();
  const mailTo = (to, wanted = /./) => until(`a mail to ${to} with ${wanted}`, () => {
    for (const name of readdirSync(letters).filter((each) => each.endsWith(".eml")).sort()) {
      if (taken.has(name)) continue;
      const letter = parsed(readFileSync(join(letters, name), "utf8"));
      if (letter.to !== to || !wanted.test(letter.text)) continue;
      taken.add(name);
      return letter;
    }
    return undefined;
  });

  return {
    folder, file, url, address, mailTo,
    said: () => said,
    linkTo: async (to, path) => (await mailTo(to, new RegExp(path))).text.match(/^https?:\S+$/m)[0],
    codeTo: async (to) => (await mailTo(to, code)).text.match(code)[0],
    stop: async () => {
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
      // Whatever was warned of while the tests were well is worth a look.
      if (said.includes("error")) console.error(said);
    },
  };
}

export const code = /^\d{6,}$/m;

function parsed(text) {
  const [head, ...body] = text.split(/\r?\n\r?\n/);
  const header = (name) => head.match(new RegExp(`^${name}: (.*)$`, "m"))?.[1].trim();
  return { to: header("To"), subject: header("Subject"), text: body.join("\n\n").replaceAll("\r\n", "\n") };
}

// A visitor from an address of its own, so that the limits of one are not those of another.
let visitors = 0;
export const fromElsewhere = () => ({ "X-Forwarded-For": `198.51.100.${1 + (visitors++ % 250)}` });
