// SPDX-License-Identifier: MIT
// The application behind the proxy: it says what it was sent, header by header, as it came.
import { once } from "node:events";
import { createServer } from "node:http";

export async function start() {
  const server = createServer((request, response) => {
    const headers = [];
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      headers.push([request.rawHeaders[i], request.rawHeaders[i + 1]]);
    const status = request.url.startsWith("/missing") ? 404 : 200;
    const body = JSON.stringify({ method: request.method, url: request.url, headers });
    response.writeHead(status, {
      "content-type": "application/json", "content-length": Buffer.byteLength(body), "set-cookie": "theme=dark",
    });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `127.0.0.1:${server.address().port}`,
    stop: () => { server.close(); server.closeAllConnections(); },
  };
}
