// SPDX-License-Identifier: MIT
// What the Prisma command line asks its own parser when it is told to validate or to format, asked without it: it wants
// a newer Node.js than Debian's.
import prisma from "@prisma/prisma-schema-wasm";

const providers = { sqlite: "sqlite", postgres: "postgresql", mysql: "mysql" };

/** A schema folder: what the user writes, and what cardea does. */
const files = (dialect, text, schemas) => {
  const list = schemas ? `  schemas = ${JSON.stringify(schemas)}\n` : "";
  return [
    ["schema/schema.prisma", `datasource db {\n  provider = "${providers[dialect]}"\n${list}}\n`],
    ["schema/auth.prisma", text],
  ];
};

/** What `prisma format` makes of the text. */
export function format(dialect, text, schemas) {
  const options = { textDocument: { uri: "file:schema/auth.prisma" }, options: { tabSize: 2, insertSpaces: true } };
  const all = JSON.parse(prisma.format(JSON.stringify(files(dialect, text, schemas)), JSON.stringify(options)));
  return all.find(([name]) => name === "schema/auth.prisma")[1];
}

/** The models of a text by name. Throws what `prisma validate` would say. */
export function models(dialect, text, schemas) {
  const input = JSON.stringify({ prismaSchema: files(dialect, text, schemas), noColor: true });
  prisma.validate(input);
  const { datamodel } = JSON.parse(prisma.get_dmmf(input));
  return Object.fromEntries(datamodel.models.map((model) => [model.name, model]));
}
