// SPDX-License-Identifier: MIT
// The pictures of docs/performance.md, by their names, from the rows of the bench.
import { drawn } from "./gnuplot.mjs";
import { engines, looks, paper, short, tick } from "./style.mjs";

const width = 760;
const text = (words, at, { colour = paper.ink.light, size = 13, bold = false, align = "left" } = {}) =>
  `set label "${bold ? `{/:Bold ${words}}` : words}" at ${at} ${align} tc rgb "${colour}" font ",${size}" enhanced front\n`;

/** What all plots have: a head on the left, no box, and faint lines to read by. */
const page = ({ height, title, subtitle, right = 190, left = 62 }) => {
  const x = (pixels) => (pixels / width).toFixed(4);
  const y = (pixels) => (1 - pixels / height).toFixed(4);
  return (
    `set lmargin at screen ${x(left)}\nset rmargin at screen ${x(width - right)}\n` +
    `set tmargin at screen ${y(78)}\nset bmargin at screen ${y(height - 58)}\n` +
    text(title, `screen ${x(16)}, screen ${y(26)}`, { size: 17, bold: true }) +
    text(subtitle, `screen ${x(16)}, screen ${y(50)}`, { colour: paper.faint.light }) +
    `set border 0\nset tics nomirror scale 0 tc rgb "${paper.faint.light}"\nunset key\n`
  );
};

/** Of places that want to stand at `wanted`, those nearest by that are `gap` apart. */
export const apart = (wanted, gap) => {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  for (let pass = 0; pass < 200; pass++)
    for (let k = 1; k < order.length; k++) {
      const [low, high] = [order[k - 1], order[k]];
      const missing = gap - (placed[high] - placed[low]);
      if (missing <= 1e-9) continue;
      placed[low] -= missing / 2;
      placed[high] += missing / 2;
    }
  return placed;
};

const decades = (from, to) => {
  const all = [];
  for (let power = Math.round(Math.log10(from)); 10 ** power <= to * 1.0001; power++) all.push(10 ** power);
  return all;
};

/** Rates over something, both by powers, a line for each contender with its name at the end. */
const sweep = ({ title, subtitle, rows, along, axis, ticks }) => {
  const height = 460;
  const series = Object.entries(looks)
    .map(([name, look]) => ({
      look,
      rows: rows.filter((row) => row.name === name && row.perSecond).sort((a, b) => a[along] - b[along]),
    }))
    .filter((one) => one.rows.length);
  if (!series.length) return null;
  const all = series.flatMap((one) => one.rows.flatMap((row) => row.perSecondRange));
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const at = (value) => Math.log(value / low) / Math.log(high / low);
  const ends = apart(series.map((one) => at(one.rows.at(-1).perSecond)), 17 / (height - 136));
  const marks = [...new Set(rows.map((row) => row[along]))].sort((a, b) => a - b);
  let script = page({ height, title, subtitle, right: 205 });
  script += `set logscale xy\nset xrange [${marks[0] / 1.25}:${marks.at(-1) * 1.15}]\nset yrange [${low}:${high}]\n`;
  script += `set grid ytics lt 1 lc rgb "${paper.grid.light}" lw 1\nset bars 0.5\n`;
  script += `set ytics (${decades(low, high).map((value) => `"${tick(value)}" ${value}`).join(", ")})\n`;
  script += `set xtics (${marks.map((value) => `"${ticks(value)}" ${value}`).join(", ")})\n`;
  script += text(axis, `graph 0, screen ${(18 / height).toFixed(4)}`, { colour: paper.faint.light });
  series.forEach(({ look, rows: mine }, i) => {
    script += text(`${look.words}  {/:Bold ${short(mine.at(-1).perSecond)}}`, `graph 1.02, graph ${ends[i].toFixed(4)}`, {
      colour: look.light,
    });
    const points = mine.map((row) => `${row[along]} ${row.perSecond} ${row.perSecondRange.join(" ")}`);
    script += `$s${i} << E\n${points.join("\n")}\nE\n`;
  });
  const line = ({ look }, i) =>
    `$s${i} using 1:2:3:4 with yerrorbars lc rgb "${look.light}" lw 1 pt ${look.mark} ps 0.01, ` +
    `$s${i} using 1:2 with linespoints lc rgb "${look.light}" lw 2 dt ${look.dash} pt ${look.mark} ps 0.75`;
  script += `plot ${series.map(line).join(", ")}`;
  return drawn({ title, width, height, script });
};

/** Lying bars in groups, each with what it is and how much. */
const bars = ({ title, subtitle, groups, unit = "", left = 150 }) => {
  const step = 26;
  let y = 0;
  const placed = [];
  const heads = [];
  for (const { words, all } of groups) {
    heads.push({ words, y: y + 0.1 });
    y += 1;
    for (const one of all) placed.push({ ...one, y: y++ });
    y += 0.4;
  }
  const height = Math.round(78 + 12 + y * step);
  const most = Math.max(...placed.map((one) => one.range?.[1] ?? one.value));
  let script = page({ height, title, subtitle, left, right: 120 }).replace(/set bmargin.*\n/, `set bmargin at screen ${(12 / height).toFixed(4)}\n`);
  script += `set xrange [0:${most}]\nset yrange [${y - 0.4}:-0.6]\nunset xtics\nunset ytics\nset style fill solid 1 noborder\n`;
  for (const { words, y: at } of heads)
    script += text(words, `screen ${(16 / width).toFixed(4)}, first ${at}`, { bold: true });
  placed.forEach((one, i) => {
    const { light } = one.look;
    script += `set object ${i + 1} rect from 0,${one.y - 0.36} to ${one.value},${one.y + 0.36} fc rgb "${light}" fs solid 1 noborder\n`;
    if (one.range)
      script += `set arrow from ${one.range[0]},${one.y} to ${one.range[1]},${one.y} heads size 0.0001,90 lc rgb "${paper.ink.light}" lw 1 front\n`;
    script += text(one.words ?? one.look.words, `graph -0.015, first ${one.y}`, { align: "right" });
    script += text(`{/:Bold ${one.shown ?? short(one.value)}}${unit}`, `first ${Math.max(one.value, one.range?.[1] ?? 0)}, first ${one.y} offset 0.7,0`, {});
  });
  script += "plot NaN notitle";
  return drawn({ title, width, height, script });
};

const isMain = (row) => row.scheme === "lucia_v3" && row.clock === "wall";
const named = (engine) => engines[engine]?.words ?? engine;

const overCallers = (rows, engine) => {
  const mine = rows.filter((row) => isMain(row) && row.engine === engine);
  const counts = new Map();
  for (const row of mine) counts.set(row.sessions, (counts.get(row.sessions) ?? new Set()).add(row.callers));
  const size = [...counts].sort(([, a], [, b]) => b.size - a.size)[0]?.[0];
  if (!size || counts.get(size).size < 2) return null;
  return sweep({
    title: `${named(engine)}: validations per second`,
    subtitle: `${tick(size)} sessions, ${mine[0].connections} connections; whiskers from the slowest round to the fastest`,
    rows: mine.filter((row) => row.sessions === size),
    along: "callers",
    axis: "callers at once",
    ticks: String,
  });
};

const overSizes = (rows, engine) => {
  const mine = rows.filter((row) => isMain(row) && row.engine === engine && row.callers === 1);
  if (new Set(mine.map((row) => row.sessions)).size < 2) return null;
  return sweep({
    title: `${named(engine)}: validations per second, one caller`,
    subtitle: "a session at random among so many; whiskers from the slowest round to the fastest",
    rows: mine,
    along: "sessions",
    axis: "sessions in the database",
    ticks: tick,
  });
};

const overHttp = (rows) => {
  const mine = rows.filter((row) => row.name === "GET /api/me");
  if (!mine.length) return null;
  return bars({
    title: "Who am I, over HTTP: requests per second",
    subtitle: `${mine[0].callers} connections by wrk on the same machine, which asks with session cookies`,
    groups: mine.map((row) => ({
      words: named(row.engine),
      all: [
        { look: looks.cardea, words: "cardea serve", value: row.perSecond },
        { look: looks.lucia, words: "node with Lucia 3", value: row.perSecondOfNode },
        { look: looks.nginx, value: row.perSecondOfNginx },
      ],
    })),
  });
};

const withSignIns = (rows) => {
  const row = rows.find(({ name }) => name === "p99 of GET /api/me with sign-ins");
  if (!row) return null;
  const shown = (value) => ({ value, shown: `${value.toFixed(value < 10 ? 2 : 1)} ms` });
  return bars({
    title: "Who am I, while others sign in: milliseconds",
    subtitle: `${row.lookUpsPerSecond} look-ups a second on ${row.callers} connections, ${named(row.engine)}; shorter is better`,
    groups: row.percentiles.map((percent, i) => ({
      words: `${percent} % are answered within`,
      all: [
        { look: looks.nginx, words: "nobody signs in", ...shown(row.milliseconds[i]) },
        { look: looks.cardea, words: `${row.loginsPerSecond} a second do`, ...shown(row.millisecondsWithLogins[i]) },
      ],
    })),
  });
};

/** Each picture by its file's name; those that have no rows are not there. */
export const plots = (rows) => {
  const made = new Map();
  for (const engine of Object.keys(engines)) {
    made.set(`callers-${engine}.svg`, overCallers(rows, engine));
    made.set(`sessions-${engine}.svg`, overSizes(rows, engine));
  }
  made.set("http.svg", overHttp(rows));
  made.set("sign-ins.svg", withSignIns(rows));
  for (const [name, svg] of made) if (!svg) made.delete(name);
  return made;
};
