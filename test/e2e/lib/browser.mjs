// SPDX-License-Identifier: MIT
// Debian's Chromium, driven by Playwright. Nothing is fetched, and no page runs a script unless a test says so.
import { chromium } from "playwright-core";

export const schemes = ["light", "dark"];
export const widths = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };

export function start() {
  return chromium.launch({
    executablePath: process.env.CARDEA_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

// A visitor of their own, without JavaScript: cookies of one are none of another's.
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: widths.phone, ...options });
  context.setDefaultTimeout(30_000);
  return { context, page: await context.newPage() };
}
