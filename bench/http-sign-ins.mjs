// SPDX-License-Identifier: MIT
// node http-sign-ins.mjs PORT RATE PASSWORD: ada signs in so many times a second, until SIGTERM; when those under way are
// answered too, it says how often that was with yes. A program of its own, since waiting for wrk holds up the one that
// starts both.
import { Agent, request } from "node:http";

const [port, rate, password] = process.argv.slice(2);
const counted = { answered: 0, refused: 0 };
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const body = JSON.stringify({ identifier: "ada", password });
const headers = { "content-type": "application/json", "content-length": body.length };

let underWay = 0;
let isOver = false;
const endIfOver = () => {
  if (isOver && underWay === 0) process.stdout.write(JSON.stringify(counted), () => process.exit(0));
};

const signIn = () => {
  underWay++;
  request({ port: Number(port), agent, method: "POST", path: "/api/sign-in", headers }, (answer) => {
    if (answer.statusCode === 200) counted.answered++;
    else counted.refused++;
    answer.resume();
  })
    .on("error", () => counted.refused++)
    .on("close", () => {
      underWay--;
      endIfOver();
    })
    .end(body);
};

const timer = setInterval(signIn, 1000 / Number(rate));
process.on("SIGTERM", () => {
  clearInterval(timer);
  isOver = true;
  endIfOver();
});
