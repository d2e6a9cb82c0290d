// SPDX-License-Identifier: MIT
// Serves what the renderer alone makes of the models, with the headers that the pages are written for.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";

export const policy =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; img-src 'self'";

const program = process.env.CARDEA_PAGES_RENDER ?? "../../build/dev/pages/test/pages_render";

export function render(name, model = {}) {
  return execFileSync(program, [name], { input: JSON.stringify(model) });
}

export async function serve(models) {
  const files = new Map([["/style.css", ["text/css", render("style.css")]]]);
  for (const [path, page, model] of models) files.set(`/${path}`, ["text/html; charset=utf-8", render(page, model)]);
  const server = createServer((request, response) => {
    const found = files.get(request.url);
    response.writeHead(found ? 200 : 404, { "content-type": found?.[0] ?? "text/plain",
      "content-security-policy": policy });
    response.end(found?.[1]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
