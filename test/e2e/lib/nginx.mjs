// SPDX-License-Identifier: MIT
// nginx with the configuration that docs/forward-auth.md shows: ports, paths and the name of the host are changed.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, until } from "./processes.mjs";

const page = new URL("../../../docs/forward-auth.md", import.meta.url);

export function shown(language) {
  const blocks = readFileSync(page, "utf8").split("\n```" + language + "\n").slice(1);
  return blocks.map((rest) => rest.slice(0, rest.indexOf("\n```")) + "\n");
}

function replaced(text, changes) {
  return changes.reduce((now, [from, to]) => {
    assert.ok(now.includes(from), `docs/forward-auth.md no longer says "${from}"`);
    return now.replaceAll(from, to);
  }, text);
}

// A certificate that nobody trusts, for "localhost".
function certificate(folder) {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
  { stdio: "ignore" });
  return { key, cert };
}

// cardea and app are "127.0.0.1:PORT"; `port` is nginx's own.
export async function start(folder, { cardea, app, port }) {
  const [text] = shown("nginx");
  const { key, cert } = certificate(folder);
  const site = replaced(text, [
    ["127.0.0.1:8080", cardea],
    ["127.0.0.1:3000", app],
    ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
    ["server_name app.example.com", "server_name localhost"],
    ["/etc/ssl/app.example.com.pem", cert],
    ["/etc/ssl/app.example.com.key", key],
  ]);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`).join("\n");
  for (const name of ["logs"]) mkdirSync(join(folder, name), { recursive: true });
  const file = join(folder, "nginx.conf");
  writeFileSync(file, `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn;
events { worker_connections 256; }
http { access_log off; ${temporary}
${site}}
`);
  const program = spawn(process.env.CARDEA_NGINX ?? "/usr/sbin/nginx", ["-p", folder, "-c", file],
    { stdio: ["ignore", "inherit", "pipe"] });
  let said = "";
  program.stderr.on("data", (bytes) => { said += bytes; });
  const gone = once(program, "exit");
  await until("nginx answers", async () => {
    assert.equal(program.exitCode, null, said);
    return fetchable(port);
  });
  return {
    url: `https://localhost:${port}`,
    said: () => said,
    stop: async () => { program.kill("SIGQUIT"); await gone; },
  };
}

async function fetchable(port) {
  const { connect } = await import("node:net");
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); });
    socket.on("error", () => resolve(false));
  });
}

export { freePort };
