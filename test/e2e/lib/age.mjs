// SPDX-License-Identifier: MIT
import { execFileSync } from "node:child_process";

// All sessions of the file were last seen two hours ago, so that the next request renews them. Python brings SQLite.
export function age(file) {
  execFileSync("python3", ["-c", `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=10)
changed = db.execute("UPDATE auth_session SET token_last_verified_at = token_last_verified_at - 7200").rowcount
db.commit()
sys.exit(0 if changed > 0 else 1)
`, file]);
}
