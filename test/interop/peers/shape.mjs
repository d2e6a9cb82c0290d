// SPDX-License-Identifier: MIT
// Brings what each Lucia returns into the shape in which Cardea's command line prints it.

/** What Lucia says of a token it does not take. */
export const refused = { session: null, user: null };

/** The names of tables as `db` wants them in SQL. */
export const quoted = (db, names) =>
  Object.fromEntries(Object.entries(names).map(([table, name]) => [table, db.quote(name)]));

/** Runs `ask`; Lucia 0 to 2 say "no such session" by throwing. Any other error goes through. */
export async function answered(otherwise, ask) {
  try {
    return await ask();
  } catch (error) {
    if (error.message === "AUTH_INVALID_SESSION_ID") return otherwise;
    throw error;
  }
}

export const periods = (session) => ({
  activePeriodExpiresAt: session.activePeriodExpiresAt.toISOString(),
  idlePeriodExpiresAt: session.idlePeriodExpiresAt.toISOString(),
  state: session.state,
  fresh: session.fresh,
});

const boolean = (value) => (value === null || value === undefined ? null : Boolean(value));

/** The driver of PostgreSQL gives a BIGINT as a text, and Prisma as what it is. */
const number = (value) => (value === null || value === undefined ? null : Number(value));

export const userAttributesOf = ({ username, age, verified }) => ({
  username: username ?? null,
  age: number(age),
  verified: boolean(verified),
});

export const sessionAttributesOf = ({ country, hits, trusted }) => ({
  country: country ?? null,
  hits: number(hits),
  trusted: boolean(trusted),
});

export const userOf = ({ id, ...rest }) => ({ id, attributes: userAttributesOf(rest) });

/** The token that a Lucia finds in a Cookie header, null where it finds none. */
export const parseHeader = (cookie, parse) =>
  parse({ method: "GET", url: "https://app.example/", headers: { cookie, origin: null } }) || null;
