// SPDX-License-Identifier: MIT
// What each contender is called on a page, and how it looks. The colours are Okabe and Ito's, which people tell apart
// whatever they see of red and green; marks and dashes differ too.

/** `dark` takes the place of `light` where a reader's screen is dark. `mark` is gnuplot's point type. */
export const looks = {
  bare: { words: "by hand", light: "#6e6e6e", dark: "#a9a9a9", mark: 4, dash: 2 },
  "bare many": { words: "by hand, 64 at once", light: "#1a1a1a", dark: "#f0f0f0", mark: 5, dash: 2 },
  cardea: { words: "Cardea", light: "#0072b2", dark: "#56b4e9", mark: 7, dash: 1 },
  "cardea batched": { words: "Cardea, batched", light: "#00805c", dark: "#2fc79a", mark: 9, dash: 1 },
  "cardea async": { words: "Cardea, coroutines", light: "#8a6d00", dark: "#e8d44d", mark: 15, dash: 1 },
  "cardea cached": { words: "Cardea, cached", light: "#a8457e", dark: "#e39cc4", mark: 13, dash: 1 },
  lucia: { words: "Lucia 3", light: "#c04a00", dark: "#f08c4a", mark: 11, dash: 1 },
  nginx: { words: "nginx, a constant", light: "#6e6e6e", dark: "#a9a9a9", mark: 5, dash: 2 },
};

export const paper = {
  ground: { light: "#ffffff", dark: "#14171a" },
  ink: { light: "#202428", dark: "#e6e8ea" },
  faint: { light: "#63686d", dark: "#a3a9af" },
  grid: { light: "#e3e6e8", dark: "#33383d" },
};

export const engines = {
  sqlite: { words: "SQLite", driver: "better-sqlite3" },
  postgres: { words: "PostgreSQL", driver: "pg" },
  mysql: { words: "MariaDB", driver: "mysql2" },
};

/** 1234567 → "1.23 M", 95400 → "95 k", 950 → "950". */
export const short = (value) => {
  const [size, unit] = value >= 999_500 ? [1e6, " M"] : value >= 9_995 ? [1e3, " k"] : [1, ""];
  const scaled = value / size;
  return `${size === 1 || scaled >= 100 ? Math.round(scaled) : Number(scaled.toPrecision(size === 1e6 ? 3 : 2))}${unit}`;
};

/** Of a power of ten: 100000 → "100 k". */
export const tick = (value) => (value >= 1e6 ? `${value / 1e6} M` : value >= 1e3 ? `${value / 1e3} k` : String(value));

/** 1234567 → "1 234 567", with spaces that do not break. */
export const whole = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
