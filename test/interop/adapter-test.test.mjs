// SPDX-License-Identifier: MIT
// The suite that Lucia publishes for its adapters, driving a Cardea store through bridge.cpp.
import "./lib/webcrypto.mjs";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { databaseUser, testAdapter } from "@lucia-auth/adapter-test";
import { everywhere } from "./lib/generations.mjs";

/** CARDEA_BRIDGE, or where a build puts it beside the program. */
const program = () => {
  const { CARDEA, CARDEA_BRIDGE } = process.env;
  if (!CARDEA_BRIDGE && !CARDEA) throw new Error("CARDEA_BRIDGE must name the interop_bridge program: run ./dev test");
  return CARDEA_BRIDGE ?? join(dirname(CARDEA), "../test/interop/interop_bridge");
};

function startBridge(url) {
  const child = spawn(program(), [url], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  const failAll = (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.on("error", failAll);
  child.on("exit", (status) => failAll(new Error(`interop_bridge ended with status ${status}`)));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { id, result, error } = JSON.parse(line);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${error.code}: ${error.message}`));
    else resolve(result);
  });
  let last = 0;
  return {
    call: (method, ...params) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id: last, method, params })}\n`);
      }),
    stop: () => child.stdin.end(),
  };
}

/** Lucia wants its times as Date. */
const revive = (session) => session && { ...session, expiresAt: new Date(session.expiresAt) };

const adapter = ({ call }) => ({
  getSessionAndUser: async (id) => {
    const [session, user] = await call("getSessionAndUser", id);
    return [revive(session), user];
  },
  getUserSessions: async (userId) => (await call("getUserSessions", userId)).map(revive),
  setSession: (session) => call("setSession", session),
  updateSessionExpiration: (id, expiresAt) => call("updateSessionExpiration", id, expiresAt),
  deleteSession: (id) => call("deleteSession", id),
  deleteUserSessions: (userId) => call("deleteUserSessions", userId),
  deleteExpiredSessions: () => call("deleteExpiredSessions"),
});

for (const { database, peer, on, skip } of everywhere("v3"))
  test(`a Cardea store passes Lucia's own test of adapters, ${on}`, { skip }, async (t) => {
    const db = await database.open(t);
    const lucia = await peer.open(db, { create: true });
    t.after(() => lucia.close?.());
    await db.insert(peer.tables[db.kind].user, { id: databaseUser.id, ...databaseUser.attributes });
    const bridge = startBridge(db.url);
    t.after(bridge.stop);
    await testAdapter(adapter(bridge));
  });
