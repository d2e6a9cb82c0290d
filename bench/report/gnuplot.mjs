// SPDX-License-Identifier: MIT
// Runs gnuplot, and makes what it writes smaller, the same on every machine, and readable on a dark screen.
import { execFileSync } from "node:child_process";
import { looks, paper } from "./style.mjs";

const both = [...Object.values(looks), ...Object.values(paper)];

/** For a reader whose screen is dark: each colour of an attribute gives way to its other. */
const forDark = (svg) => {
  const rules = [];
  for (const { light, dark } of new Set(both))
    for (const attribute of ["fill", "stroke", "color"])
      if (svg.includes(`${attribute}="${light}"`)) rules.push(`[${attribute}="${light}"]{${attribute}:${dark}}`);
  return `<style>@media (prefers-color-scheme:dark){${[...new Set(rules)].join("")}}</style>`;
};

const hex = (numbers) => `#${numbers.map((one) => Number(one).toString(16).padStart(2, "0")).join("")}`;

const font = "system-ui,-apple-system,Segoe UI,DejaVu Sans,sans-serif";
const inherited = 'fill="none" color="black" stroke="currentColor" stroke-width="1.00" stroke-linecap="butt" stroke-linejoin="miter"';

const tidy = (svg, title) => {
  const used = new Set([...svg.matchAll(/<use xlink:href='#(gpPt\d+)' transform='translate/g)].map(([, name]) => name));
  // A mark may be made of another.
  const parts = new Map([...svg.matchAll(/<use xlink:href='#(gpPt\d+)' id='(gpPt\d+)'/g)].map(([, of, id]) => [id, of]));
  for (const name of used) if (parts.has(name)) used.add(parts.get(name));
  const clean = svg
    .replace(/rgb\( *(\d+), *(\d+), *(\d+)\)/g, (_, ...[r, g, b]) => hex([r, g, b]))
    .replace(/(['"])(#[0-9a-fA-F]{6})\1/g, (_, quote, colour) => `"${colour.toLowerCase()}"`)
    .replace(/<title>x_plot[^<]*<\/title>/g, "")
    .replace(/<desc>.*<\/desc>\n/, "")
    .replace(/\t<filter [\s\S]*?<\/filter>\n/g, "")
    .replace(/\t<\w+ [^>]*id='(gpPt\d+|gpDot)'[^>]*\/>\n/g, (mark, name) => (used.has(name) ? mark : ""))
    .replace(/<tspan font-family="[^"]*" +>/g, "<tspan>")
    .replace(/<tspan>([^<]*)<\/tspan>/g, "$1")
    .replaceAll(` font-family="${font}"`, "")
    .replace(/<path stroke='black' +d='M[\d.]+,[\d.]+ +'\/>/g, "")
    .replaceAll(`<g ${inherited}>`, "<g>")
    .replace('<g id="gnuplot_canvas">', `<g font-family="${font}" ${inherited}>`)
    .replace(/(<rect x="0" y="0" [^>]*)\/>/, '$1 stroke="none"/>')
    .replace(/<g [^>]*>\s*<\/g>\n/g, "")
    .replace(/<g>\s*<\/g>\n/g, "")
    .replace(/[ \t]+$/gm, "")
    .replace(/^\t+/gm, "")
    .replace(/\n{2,}/g, "\n");
  return clean.replace(/<title>.*<\/title>/, `<title>${title}</title>\n${forDark(clean)}`);
};

/** The SVG of a gnuplot script, which draws in the colours of style.mjs. */
export const drawn = ({ title, width, height, script }) => {
  const terminal =
    `set terminal svg size ${width},${height} font "${font},13" ` +
    `background "${paper.ground.light}" linewidth 1 dashlength 0.7 name "x"\n`;
  const svg = execFileSync("gnuplot", ["-"], {
    input: `${terminal}set encoding utf8\n${script}\n`,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8", GNUTERM: "svg" },
  });
  return tidy(svg, title);
};
