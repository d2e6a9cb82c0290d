// SPDX-License-Identifier: MIT
import { createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// Asks until the answer is yes, for 15 seconds at the most.
export async function until(what, question) {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited for this in vain: ${what}`);
    await sleep(50);
  }
}
