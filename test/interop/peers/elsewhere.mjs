// SPDX-License-Identifier: MIT
// node elsewhere.mjs KIND URL OPTIONS CALLS: Lucia 3 on the database at URL, in a process that may be in another time
// zone. CALLS is JSON, [["validate","token"],...], and so are the answers on standard output, in its order.
import * as mysql from "../lib/databases/mysql.mjs";
import * as postgres from "../lib/databases/postgres.mjs";
import { open } from "./v3.mjs";

const [kind, url, options, calls] = process.argv.slice(2);
const db = { mysql, postgres }[kind].openUrl(url, JSON.parse(options));
const lucia = await open(db);
const answers = [];
for (const [method, ...params] of JSON.parse(calls)) answers.push(await lucia[method](...params));
console.log(JSON.stringify(answers));
await db.close();
