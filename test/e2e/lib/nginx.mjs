// SPDX-License-Identifier: MIT
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificate, run, shown } from "./proxy.mjs";

export const name = "nginx";

// cardea and app are "127.0.0.1:PORT"; `port` is nginx's own.
export async function start(folder, { cardea, app, port }) {
  const { key, cert } = certificate(folder);
  const site = shown("nginx", [
    ["127.0.0.1:8080", cardea],
    ["127.0.0.1:3000", app],
    ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
    ["server_name app.example.com", "server_name localhost"],
    ["/etc/ssl/app.example.com.pem", cert],
    ["/etc/ssl/app.example.com.key", key],
  ]);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n");
  mkdirSync(join(folder, "logs"), { recursive: true });
  const file = join(folder, "nginx.conf");
  writeFileSync(file, `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn;
events { worker_connections 256; }
http { access_log off; ${temporary}
${site}}
`);
  return run(process.env.CARDEA_NGINX ?? "/usr/sbin/nginx", ["-p", folder, "-c", file], { port, signal: "SIGQUIT" });
}
