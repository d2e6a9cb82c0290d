// SPDX-License-Identifier: MIT
// Rows by table and by values, so that no test holds SQL of one database.

/**
 * `quote` quotes one name, `placeholder` is that of the parameter with an index from 0. `execute(sql, values)` gives
 * { rows, changes }.
 */
export function rowsOf({ quote, placeholder = () => "?", execute }) {
  const terms = (values, from) => Object.keys(values).map((name, i) => `${quote(name)} = ${placeholder(from + i)}`);
  const where = (values, from = 0) =>
    Object.keys(values).length === 0 ? "" : ` WHERE ${terms(values, from).join(" AND ")}`;

  const all = async (table, having = {}) =>
    (await execute(`SELECT * FROM ${quote(table)}${where(having)}`, Object.values(having))).rows;
  return {
    quote,
    rows: all,
    row: async (table, having) => (await all(table, having))[0],
    count: async (table) => (await all(table)).length,
    insert: async (table, values) => {
      const columns = Object.keys(values);
      const places = columns.map((_, i) => placeholder(i));
      await execute(`INSERT INTO ${quote(table)} (${columns.map(quote)}) VALUES (${places})`, Object.values(values));
    },
    /** How many rows were changed. */
    update: async (table, values, having = {}) => {
      const columns = terms(values, 0);
      const sql = `UPDATE ${quote(table)} SET ${columns}${where(having, columns.length)}`;
      return (await execute(sql, [...Object.values(values), ...Object.values(having)])).changes;
    },
    remove: async (table, having) => {
      await execute(`DELETE FROM ${quote(table)}${where(having)}`, Object.values(having));
    },
  };
}

/** The columns of `table` as a server describes them, for a comparison of before and after. */
export const columnsQuery = (schema, placeholder) =>
  `SELECT column_name, data_type, is_nullable, column_default FROM information_schema.columns
   WHERE table_schema = ${schema} AND table_name = ${placeholder} ORDER BY ordinal_position`;
