// SPDX-License-Identifier: MIT
// A proxy with the configuration that docs/forward-auth.md shows: ports, paths and the name of the host are changed.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { until } from "./processes.mjs";

const page = new URL("../../../docs/forward-auth.md", import.meta.url);

// The first block of that language on the page, with each [from, to] made.
export function shown(language, changes) {
  const [, rest] = readFileSync(page, "utf8").split("\n```" + language + "\n");
  return changes.reduce((now, [from, to]) => {
    assert.ok(now.includes(from), `docs/forward-auth.md no longer says "${from}"`);
    return now.replaceAll(from, to);
  }, rest.slice(0, rest.indexOf("\n```")) + "\n");
}

// A certificate that nobody trusts, for "localhost".
export function certificate(folder) {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
  { stdio: "ignore" });
  return { key, cert };
}

// Starts it, and waits until it listens on that port. It is ended by `signal`.
export async function run(program, args, { port, signal, env = {} }) {
  const running = spawn(program, args, { stdio: ["ignore", "inherit", "pipe"], env: { ...process.env, ...env } });
  let said = "";
  running.stderr.on("data", (bytes) => { said += bytes; });
  const gone = once(running, "exit");
  await until(`${program} answers`, async () => {
    assert.equal(running.exitCode, null, said);
    return listens(port);
  });
  return {
    url: `https://localhost:${port}`,
    said: () => said,
    stop: async () => { running.kill(signal); await gone; },
  };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.on("error", () => resolve(false));
  });
}
