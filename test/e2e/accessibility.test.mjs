// SPDX-License-Identifier: MIT
// Every page as the renderer makes it, held against axe-core's rules in both colour schemes and at both widths.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { schemes, start, widths } from "./lib/browser.mjs";
import { models } from "./lib/models.mjs";
import { serve } from "./lib/render.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser, site;
before(async () => {
  site = await serve(models);
  browser = await start();
});
after(async () => {
  await browser?.close();
  site?.close();
});

// What axe says of the page, one line for each fault.
async function faults(page) {
  const run = (values) => globalThis.axe.run(document, { runOnly: values });
  const { violations, passes } = await page.evaluate(run, tags);
  assert.ok(passes.length > 10, "axe found next to nothing to look at");
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

for (const colorScheme of schemes) {
  for (const [width, viewport] of Object.entries(widths)) {
    test(`axe finds nothing on any page, ${colorScheme}, ${width}`, async () => {
      // axe is a script: the policy is lifted for it alone.
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport });
      await context.addInitScript(axe);
      const page = await context.newPage();
      const found = [];
      for (const [path] of models) {
        await page.goto(`${site.url}/${path}`);
        for (const fault of await faults(page)) found.push(`${path}: ${fault}`);
      }
      await context.close();
      assert.deepEqual(found, []);
    });
  }
}

test("axe sees a fault where there is one", async () => {
  const page = await browser.newPage({ bypassCSP: true });
  await page.setContent("<html><body><input><p style='color:#bbb'>faint</p></body></html>");
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const ids = violations.map(({ id }) => id);
  for (const id of ["label", "color-contrast", "html-has-lang"]) assert.ok(ids.includes(id), id);
});

test("no page is wider than a phone of 320 pixels, nor with letters of twice the size", async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  for (const [path] of models) {
    await page.goto(`${site.url}/${path}`);
    for (const size of ["100%", "200%"]) {
      const width = await page.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize;
        return document.documentElement.scrollWidth;
      }, size);
      assert.ok(width <= 320, `${path} is ${width} pixels wide at ${size}`);
    }
  }
  await page.close();
});

test("whatever can be pressed is 24 pixels high and wide, or a link in a sentence", async () => {
  const page = await browser.newPage({ viewport: widths.phone });
  const small = [];
  for (const [path] of models) {
    await page.goto(`${site.url}/${path}`);
    small.push(...await page.evaluate((where) => 
      [...document.querySelectorAll("a, button, summary, input:not([type=hidden], [hidden])")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ element, box }) => box.width > 0 && Math.min(box.width, box.height) < 24 &&
        !(element.matches("p a, li a") && element.parentElement.textContent !== element.textContent) &&
        !element.matches(".problems a"))
      .map(({ element, box }) => `${where}: ${element.outerHTML} ${box.width}x${box.height}`), path));
  }
  await page.close();
  assert.deepEqual(small, []);
});

test("the browser blocks nothing that a page asks for", async () => {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${page.url()}: ${message.text()}`));
  for (const [path] of models) await page.goto(`${site.url}/${path}`);
  await page.close();
  assert.deepEqual(said.filter((line) => !line.includes("favicon")), []);
});
