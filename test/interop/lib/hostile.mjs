// SPDX-License-Identifier: MIT
// Names that nobody would give a column or a table, and a cardea.toml full of them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const hostile = [
  'a"; process.exit(1); "',
  "a'; process.exit(1); '",
  "both ' and \"",
  "`${process.exit(1)}`",
  "back\\slash",
  'back\\"slash',
  "new\nline",
  "carriage\rreturn",
  "tab\t",
  "line\u2028separator",
  "paragraph\u2029separator",
  "right\u202eto left",
  "*/ comment /*",
  "// comment",
  "a: string };\nexport const evil = 1; interface B {",
  "</script>",
  "é",
  "名前",
  "😀",
  "\u007f",
  "\ufeff",
  " ",
  "two words",
  "as",
  "delete",
  "constructor",
  "__proto__",
  "toString",
  "Database",
  "Date",
  "2fa",
  "42",
  "-",
  "a name of seventy-two characters, so that Prettier breaks the line here.",
  "a name of seventy-one characters, so that Prettier has a line to fill..",
];

/** A TOML string: JSON's, but that DEL is escaped. */
const toml = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

/** Writes `folder`/`name`/cardea.toml, with those names in it; gives the path of its folder. */
export function config(folder, name, layout, [user, session, key]) {
  const home = join(folder, name);
  mkdirSync(home);
  const text = `
layout = "${layout}"
[tables]
user = ${toml(user)}
session = ${toml(session)}
${layout === "lucia-v3" ? "" : `key = ${toml(key)}`}
[columns.session]
user_id = ${toml(hostile[0])}
[user-attributes]
${hostile.map((one, i) => `${toml(one)} = "${i % 2 ? "integer" : "string"}?"`).join("\n")}
`;
  writeFileSync(join(home, "cardea.toml"), text);
  return home;
}

export const hostileTables = [
  ['"auth"."user"', "\u2028export const evil = 1;", "*/ evil"],
  ["auth.user", "auth_user", "auth user"],
  ["__proto__", "Database", "constructor"],
  ["2fa", "名前", "😀"],
];
