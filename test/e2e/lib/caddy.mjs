// SPDX-License-Identifier: MIT
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificate, run, shown } from "./proxy.mjs";

export const name = "Caddy";

// cardea and app are "127.0.0.1:PORT"; `port` is Caddy's own.
export async function start(folder, { cardea, app, port }) {
  const { key, cert } = certificate(folder);
  const site = shown("caddyfile", [
    ["127.0.0.1:8080", cardea],
    ["127.0.0.1:3000", app],
    ["app.example.com {\n", `https://localhost:${port} {\n\ttls ${cert} ${key}\n`],
  ]);
  const file = join(folder, "Caddyfile");
  writeFileSync(file, `{
	admin off
	auto_https disable_redirects
	default_bind 127.0.0.1
	log default {
		output stderr
		level WARN
	}
}
${site}`);
  return run(process.env.CARDEA_CADDY ?? "caddy", ["run", "--adapter", "caddyfile", "--config", file],
    { port, signal: "SIGTERM", env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
}
