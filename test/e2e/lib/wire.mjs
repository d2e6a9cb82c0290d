// SPDX-License-Identifier: MIT
// A request as bytes: clients that mean harm do not ask a library which headers are allowed.
import { connect } from "node:tls";

// lines: "GET / HTTP/1.1" and the headers, without an end. Answers { status, headers: [[name, value]], body }.
export function send(url, lines, body = "") {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, servername: hostname, rejectUnauthorized: false });
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (piece) => { text += piece; });
    socket.on("error", reject);
    socket.on("end", () => resolve(parsed(text)));
    socket.write([...lines, "Connection: close", "", body].join("\r\n"));
  });
}

function parsed(text) {
  const end = text.indexOf("\r\n\r\n");
  const [first, ...fields] = text.slice(0, end).split("\r\n");
  const headers = fields.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(first.split(" ")[1]),
    headers,
    all: (name) => headers.filter(([each]) => each === name).map(([, value]) => value),
    body: text.slice(end + 4),
  };
}
