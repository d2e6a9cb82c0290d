// SPDX-License-Identifier: MIT
// nginx and Caddy by the page docs/forward-auth.md, before the real server and an application that says what it was sent.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { age } from "./lib/age.mjs";
import * as caddy from "./lib/caddy.mjs";
import * as echo from "./lib/echo.mjs";
import * as nginx from "./lib/nginx.mjs";
import { freePort, until } from "./lib/processes.mjs";
import * as server from "./lib/server.mjs";
import { send } from "./lib/wire.mjs";

const html = "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
const json = "Accept: application/json";

// What the application got under any spelling of a name that Cardea sets. Caddy leaves an empty header where Cardea
// said nothing.
const claims = ({ body }) => JSON.parse(body).headers
  .filter(([name, value]) => /^x[^a-z0-9]?cardea/i.test(name) && value !== "")
  .map(([name, value]) => `${name.toLowerCase()}: ${value}`);

const hostile = [
  ["X-Cardea-User: mallory"],
  ["x-cardea-user: mallory"],
  ["X-CARDEA-USER: mallory"],
  ["X-Cardea-User: mallory", "X-Cardea-User: trent"],
  ["X_Cardea_User: mallory"],
  ["X-Cardea_User: mallory"],
  ["X.Cardea.User: mallory"],
  ["X-Cardea-Email: root@example.com"],
  ["X_CARDEA_EMAIL: root@example.com"],
  ["X-Cardea-User: ", "X-Cardea-User: mallory"],
  ["Connection: X-Cardea-User", "X-Cardea-User: mallory"],
];

for (const kind of [nginx, caddy]) describe(`forward-auth with ${kind.name}`, () => {
  let cardea, app, proxy, ada;
  const host = () => `Host: ${new URL(proxy.url).host}`;
  const get = (path, ...lines) => send(proxy.url, [`GET ${path} HTTP/1.1`, host(), ...lines]);

  const post = (path, body, ...lines) => {
    const text = JSON.stringify(body);
    return send(proxy.url, [`POST ${path} HTTP/1.1`, host(), `Origin: ${proxy.url}`,
      "Content-Type: application/json", `Content-Length: ${text.length}`, ...lines], text);
  };
  // Through the proxy, as people do.
  const signUp = async (identifier, attributes = {}) => {
    const answer = await post("/auth/api/sign-up", { identifier, password: "four quiet words here", attributes });
    assert.equal(answer.status, 201, answer.body);
    const cookie = answer.all("set-cookie").find((line) => line.startsWith("__Host-auth_session=")).split(";")[0];
    return { id: JSON.parse(answer.body).user.id, cookie };
  };

  before(async () => {
    const port = await freePort();
    app = await echo.start();
    cardea = await server.start({
      base: `https://localhost:${port}/auth`,
      userAttributes: "username:string,email:string?", settable: "email",
      options: ["--identity-headers", "X-Cardea-User=id,X-Cardea-Email=email"],
    });
    proxy = await kind.start(cardea.folder, { cardea: cardea.address, app: app.address, port });
    ada = await signUp("ada");
  });
  after(async () => {
    await proxy?.stop();
    await cardea?.stop();
    app?.stop();
  });

  test("somebody who is signed in gets to the application, which is told who it is", async () => {
    const answer = await get("/reports?a=1", `Cookie: ${ada.cookie}`);
    assert.equal(answer.status, 200);
    assert.deepEqual(claims(answer), [`x-cardea-user: ${ada.id}`]);
    assert.equal(JSON.parse(answer.body).url, "/reports?a=1");
  });

  test("a body and its method get to the application, and not to Cardea", async () => {
    const answer = await send(proxy.url, ["POST /orders HTTP/1.1", host(), `Cookie: ${ada.cookie}`,
      "Content-Length: 5"], "a=b&c");
    assert.equal(answer.status, 200);
    assert.equal(JSON.parse(answer.body).method, "POST");
  });

  test("a browser without a session is sent to sign in, and back to the whole of where it was going", async () => {
    const answer = await get("/reports?a=1&b=2", html);
    assert.equal(answer.status, 303);
    const to = new URL(answer.all("location")[0], proxy.url);
    assert.equal(to.origin + to.pathname, `${proxy.url}/auth/sign-in`);
    assert.equal(to.searchParams.get("return"), "/reports?a=1&b=2");
  });

  test("what a client says of its way here changes nothing", async () => {
    const answer = await get("/reports", html, "X-Forwarded-Uri: /elsewhere", "X-Original-URI: /elsewhere",
      "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http", "X-Forwarded-Method: POST",
      "Forwarded: host=evil.example");
    assert.equal(answer.status, 303);
    const to = new URL(answer.all("location")[0], proxy.url);
    assert.equal(to.origin, proxy.url);
    assert.equal(to.searchParams.get("return"), "/reports");
  });

  test("a program without a session is refused", async () => {
    const nothing = ["Authorization: Bearer nonsense", "Cookie: __Host-auth_session=x.y"];
    for (const lines of [[json], [], ...nothing.map((line) => [json, line])]) {
      const answer = await get("/reports", ...lines);
      assert.equal(answer.status, 401, lines.join());
      assert.equal(answer.all("location").length, 0);
    }
  });

  test("T28: no header that a client sends says who it is, where it is signed in", async () => {
    for (const lines of hostile) {
      const answer = await get("/reports", `Cookie: ${ada.cookie}`, ...lines);
      assert.equal(answer.status, 200, lines.join());
      assert.deepEqual(claims(answer), [`x-cardea-user: ${ada.id}`], lines.join());
    }
  });

  test("T28: nor where nobody is asked for", async () => {
    for (const lines of hostile) {
      const answer = await get("/public/page", ...lines);
      assert.equal(answer.status, 200, lines.join());
      assert.deepEqual(claims(answer), [], lines.join());
    }
  });

  test("T28: nor does it stand in for a session", async () => {
    for (const lines of hostile) assert.equal((await get("/reports", json, ...lines)).status, 401, lines.join());
  });

  test("a name with a space before its colon is no header at all", async () => {
    assert.equal((await get("/reports", `Cookie: ${ada.cookie}`, "X-Cardea-User : mallory")).status, 400);
  });

  test("a header that the configuration uses for itself is no way in either", async () => {
    const answer = await get("/reports", `Cookie: ${ada.cookie}`, "X-Cardea-Renewed: __Host-auth_session=mallory");
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.all("set-cookie"), ["theme=dark"]);
  });

  test("the question cannot be asked from outside", async () => {
    for (const path of ["/auth/forward-auth", "/auth/forward-auth?redirect=true", "/auth//forward-auth",
      "/auth/x/../forward-auth"])
      assert.equal((await get(path, `Cookie: ${ada.cookie}`)).status, 404, path);
  });

  test("an attribute that this user has is told, one of another user is not", async () => {
    const bob = await signUp("bob", { email: "bob@example.com" });
    const answer = await get("/reports", `Cookie: ${bob.cookie}`, "X-Cardea-Email: root@example.com");
    assert.deepEqual(claims(answer).sort(), ["x-cardea-email: bob@example.com", `x-cardea-user: ${bob.id}`]);
    assert.deepEqual(claims(await get("/reports", `Cookie: ${ada.cookie}`)), [`x-cardea-user: ${ada.id}`]);
  });

  test("a session that ended is not let in", async () => {
    const eve = await signUp("eve");
    assert.equal((await get("/reports", `Cookie: ${eve.cookie}`)).status, 200);
    await post("/auth/api/sign-out", {}, `Cookie: ${eve.cookie}`);
    assert.equal((await get("/reports", json, `Cookie: ${eve.cookie}`)).status, 401);
  });

  test("a renewed session's cookie travels back beside the application's own, on an error of it too", async () => {
    const kim = await signUp("kim");
    for (const path of ["/reports", "/missing"]) {
      age(cardea.file);
      const answer = await get(path, `Cookie: ${kim.cookie}`);
      assert.equal(answer.status, path === "/missing" ? 404 : 200);
      const cookies = answer.all("set-cookie");
      assert.equal(cookies.length, 2, cookies.join("\n"));
      assert.ok(cookies.includes("theme=dark"));
      assert.ok(cookies.some((line) => line.startsWith(`${kim.cookie};`)));
    }
    const quiet = await get("/reports", `Cookie: ${kim.cookie}`);
    assert.deepEqual(quiet.all("set-cookie"), ["theme=dark"]);
  });
});

// A database of its own on the server that the tests share. It is closed to everybody, and opened again.
const postgres = process.env.CARDEA_TEST_POSTGRES;
for (const kind of [nginx, caddy]) describe(`forward-auth with ${kind.name} while the database is away`, { skip: !postgres && "CARDEA_TEST_POSTGRES is not set" }, () => {
  const name = `e2e_${kind.name.toLowerCase()}_${process.pid}_${Date.now()}`;
  const psql = (text) => execFileSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", text, postgres],
    { stdio: "pipe" });
  let cardea, app, proxy, cookie;

  before(async () => {
    psql(`CREATE DATABASE ${name}`);
    const port = await freePort();
    app = await echo.start();
    const db = new URL(postgres);
    db.pathname = `/${name}`;
    cardea = await server.start({
      db: db.href, base: `https://localhost:${port}/auth`, userAttributes: "username:string,email:string?",
      options: ["--identity-headers", "X-Cardea-User=id,X-Cardea-Email=email"],
    });
    proxy = await kind.start(cardea.folder, { cardea: cardea.address, app: app.address, port });
    const body = JSON.stringify({ identifier: "ada", password: "four quiet words here" });
    const made = await send(proxy.url, ["POST /auth/api/sign-up HTTP/1.1", `Host: localhost:${port}`,
      `Origin: ${proxy.url}`, "Content-Type: application/json", `Content-Length: ${body.length}`], body);
    assert.equal(made.status, 201, made.body);
    cookie = made.all("set-cookie").find((line) => line.startsWith("__Host-auth_session=")).split(";")[0];
  });
  after(async () => {
    await proxy?.stop();
    await cardea?.stop();
    app?.stop();
    psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  const ask = (...lines) =>
    send(proxy.url, ["GET /reports HTTP/1.1", `Host: ${new URL(proxy.url).host}`, html, ...lines]);

  test("everybody is told 503: nobody is let in, nobody is signed out, and it heals by itself", async () => {
    assert.equal((await ask(`Cookie: ${cookie}`)).status, 200);
    psql(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    for (const lines of [[`Cookie: ${cookie}`], ["X-Cardea-User: mallory", `Cookie: ${cookie}`]]) {
      const answer = await ask(...lines);
      assert.equal(answer.status, 503);
      assert.equal(answer.all("retry-after").length, 1);
      assert.deepEqual(answer.all("set-cookie").filter((line) => line.includes("auth_session")), []);
    }
    psql(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    const healed = await until("the session counts again", async () => {
      const answer = await ask(`Cookie: ${cookie}`);
      return answer.status === 200 && answer;
    });
    assert.equal(claims(healed).length, 1);
  });

  test("so it is where Cardea itself is away", async () => {
    const other = await kind.start(mkdtempSync(join(tmpdir(), "cardea-e2e-")),
      { cardea: `127.0.0.1:${await freePort()}`, app: app.address, port: await freePort() });
    const answer = await send(other.url, [
      "GET /reports HTTP/1.1", `Host: ${new URL(other.url).host}`, `Cookie: ${cookie}`]);
    await other.stop();
    assert.equal(answer.status, kind === nginx ? 503 : 502);
  });
});
