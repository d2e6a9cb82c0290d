// SPDX-License-Identifier: MIT
// What the files in test/data hold, for the script that makes them and the test that opens them.
import { fileURLToPath } from "node:url";

export const folder = fileURLToPath(new URL("../../data/", import.meta.url));
export const names = ["v0", "v1", "v2", "v3"];
export const file = (name) => `${folder}lucia-${name}.db`;

export const password = "correct horse battery";
export const userId = "ada".padEnd(15, "0");
export const sessionId = (name) => `lucia${name}session`.padEnd(40, "0");
/** Far enough that no Lucia renews the session, near enough for every tool that reads it. */
export const ends = "2099-12-31T23:59:59.000Z";
