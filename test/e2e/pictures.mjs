// SPDX-License-Identifier: MIT
// Makes docs/pictures/ anew, from a real server: `npm run pictures` here, with CARDEA naming the program.
// Wants the Debian packages fonts-inter, fonts-urw-base35 and pngquant beside those of the tests.
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as browsers from "./lib/browser.mjs";
import * as server from "./lib/server.mjs";

process.env.FONTCONFIG_FILE = fileURLToPath(new URL("pictures.fonts.conf", import.meta.url));
const folder = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const password = "four quiet words here";
const phone = { width: 360, height: 800 };
const desk = { width: 760, height: 620 };
const userAgent = {
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  iphone: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
    "Version/18.0 Mobile/15E148 Safari/604.1",
  windows: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 " +
    "Safari/537.36 Edg/140.0.0.0",
};

mkdirSync(folder, { recursive: true });
const browser = await browsers.start();
const cardea = await server.start({
  userAttributes: "username:string,email:string?,email_verified:boolean?", settable: "email",
  sessionAttributes: "ip_address:string?,user_agent:string?", options: ["--name", "Analytical Notes"],
});

const visit = async (path, options = {}) => {
  const { page } = await browsers.visitor(browser, {
    deviceScaleFactor: 2, viewport: phone, extraHTTPHeaders: server.fromElsewhere(), ...options,
  });
  await page.goto(cardea.url + path);
  return page;
};
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const shot = (page, fullPage = false) => page.screenshot({ fullPage, animations: "disabled", caret: "hide" });
const signUp = async (page, name, given = password) => {
  await page.goto(`${cardea.url}/sign-up`);
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("E-mail address").fill(`${name}@example.com`);
  await page.getByLabel("Password").fill(given);
  await press(page, "Create account");
};
const signIn = async (page, name) => {
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Password").fill(password);
  await press(page, "Sign in");
};

// Several screens beside each other, as one small file.
async function picture(name, screens, width) {
  const viewport = { width: screens.length * (width + 24), height: 400 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
  const images = screens.map((bytes) => `<img src="data:image/png;base64,${bytes.toString("base64")}">`);
  await page.setContent(`<style>body { margin: 12px; display: flex; gap: 24px; align-items: flex-start }
    img { width: ${width}px; border-radius: 12px; box-shadow: 0 0 0 1px #0003 }</style>${images.join("")}`);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  const file = `${folder}${name}.png`;
  writeFileSync(file, await page.screenshot({ fullPage: true, omitBackground: true }));
  await page.close();
  execFileSync("pngquant", ["--force", "--skip-if-larger", "--strip", "--speed", "1", "--quality", "70-95",
    "--output", file, file]);
  console.log(`${name}.png: ${Math.ceil(statSync(file).size / 1024)} KiB`);
}

// The front door.
const light = await visit("/sign-in");
const dark = await visit("/sign-up", { colorScheme: "dark" });
const wrong = await visit("/sign-in");
await signIn(wrong, "ada");
await picture("front", [await shot(light), await shot(dark), await shot(wrong)], 300);

// An error in place, in both schemes.
const taken = [];
for (const colorScheme of browsers.schemes) {
  const page = await visit("/sign-up", { colorScheme });
  await signUp(page, "ada", colorScheme === "light" ? "short" : "password1");
  taken.push(await shot(page, true));
}
await picture("errors", taken, 300);

// The account, with the sessions of three devices.
const ada = await visit("/", { userAgent: userAgent.firefox, viewport: desk });
await signUp(ada, "ada");
for (const device of ["iphone", "windows"]) {
  await signIn(await visit("/sign-in", { userAgent: userAgent[device] }), "ada");
}
await ada.goto(`${cardea.url}/account`);
const account = [await shot(ada, true)];
await ada.emulateMedia({ colorScheme: "dark" });
account.push(await shot(ada, true));
await picture("account", account, 460);

// A code by mail: asked for, read, typed in.
const low = { width: 360, height: 560 };
const code = await visit("/sign-in-code", { viewport: low });
await code.getByLabel("Username").fill("ada");
const screens = [await shot(code)];
await press(code, "Send the code");
const letter = await cardea.mailTo("ada@example.com", server.code);
const mail = await browser.newPage({ viewport: low, deviceScaleFactor: 2 });
await mail.setContent(`<body style="margin:0;padding:24px;font:15px/1.5 system-ui;background:#fff;color:#222">
  <b>${letter.subject}</b><hr style="border:0;border-top:1px solid #ddd;margin:16px 0">
  <div style="white-space:pre-wrap">${letter.text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</div>`);
screens.push(await shot(mail));
await code.getByLabel("Code").fill(letter.text.match(server.code)[0]);
screens.push(await shot(code));
await picture("code", screens, 300);

await browser.close();
await cardea.stop();
