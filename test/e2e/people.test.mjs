// SPDX-License-Identifier: MIT
// What a person does with `cardea serve` on SQLite, in a browser that runs no script.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as browsers from "./lib/browser.mjs";
import * as server from "./lib/server.mjs";

const password = "four quiet words here";
const wrong = "four quiet words gone";

describe("a person with a browser", () => {
  let browser, cardea;
  before(async () => {
    browser = await browsers.start();
    cardea = await server.start({
      userAttributes: "username:string,email:string?,email_verified:boolean?", settable: "email",
      sessionAttributes: "ip_address:string?,user_agent:string?",
    });
  });
  after(async () => {
    await browser?.close();
    await cardea?.stop();
  });

  const visit = async (path = "/") => {
    const { page } = await browsers.visitor(browser, { extraHTTPHeaders: server.fromElsewhere() });
    await page.goto(cardea.url + path);
    return page;
  };
  const at = (page) => new URL(page.url()).pathname;
  const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
  const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
  const signUp = async (page, name, email) => {
    await page.goto(`${cardea.url}/sign-up`);
    await page.getByLabel("Username").fill(name);
    if (email) await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(password);
    await press(page, "Create account");
    assert.equal(at(page), "/account");
  };
  const signIn = async (page, name, given = password) => {
    await page.getByLabel("Username").fill(name);
    await page.getByLabel("Password").fill(given);
    await press(page, "Sign in");
  };

  test("signs up, sees the account, signs out and in again", async () => {
    const page = await visit();
    assert.equal(at(page), "/sign-in");
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("Username").fill("ada");
    await page.getByLabel("Password").fill(password);
    await press(page, "Create account");
    assert.equal(await heading(page), "Your account");
    assert.match(await page.locator("footer").innerText(), /Signed in as ada/);

    await press(page, "Sign out");
    assert.equal(at(page), "/sign-in");
    assert.equal(await page.getByRole("status").innerText(), "You are signed out.");
    await page.goto(`${cardea.url}/account`);
    assert.equal(at(page), "/sign-in");

    await signIn(page, "ada");
    assert.equal(await heading(page), "Your account");
  });

  test("is told what is wrong, at the field, with what was typed still there", async () => {
    await signUp(await visit(), "grace");
    const page = await visit("/sign-up");
    await page.getByLabel("Username").fill("grace");
    await page.getByLabel("Password").fill(password);
    await press(page, "Create account");
    assert.match(await page.title(), /^Error: /);
    const field = page.getByLabel("Username");
    assert.equal(await field.inputValue(), "grace");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const sentence = await page.locator(`#${await field.getAttribute("aria-describedby")}`).innerText();
    assert.ok(sentence.length > 10);
    assert.ok((await page.getByRole("alert").innerText()).includes(sentence));
    assert.equal(await page.getByLabel("Password").inputValue(), "");

    await page.getByLabel("Username").fill("grace2");
    await page.getByLabel("Password").fill("short");
    await press(page, "Create account");
    assert.equal(await page.getByLabel("Password").getAttribute("aria-invalid"), "true");
  });

  test("reads the same sentence for a wrong password and for a name that nobody has", async () => {
    await signUp(await visit(), "edsger");
    const said = [];
    for (const name of ["edsger", "nobody-at-all"]) {
      const page = await visit("/sign-in");
      await signIn(page, name, wrong);
      assert.equal(at(page), "/sign-in");
      said.push((await page.content()).replaceAll(name, "NAME"));
    }
    assert.equal(said[0], said[1]);
  });

  test("comes back to where the way to the sign-in began, and not to another host", async () => {
    await signUp(await visit(), "barbara");
    const page = await visit(`/sign-in?return=${encodeURIComponent("/account?from=here&x=1")}`);
    await signIn(page, "barbara", wrong);
    await signIn(page, "barbara");
    assert.equal(page.url(), `${cardea.url}/account?from=here&x=1`);

    for (const elsewhere of ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example"]) {
      const other = await visit(`/sign-in?return=${encodeURIComponent(elsewhere)}`);
      await signIn(other, "barbara");
      assert.equal(other.url(), `${cardea.url}/account`, elsewhere);
    }
  });

  test("carries the return path through the page for signing up", async () => {
    const page = await visit(`/sign-in?return=${encodeURIComponent("/account?x=1&y=2")}`);
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("Username").fill("donald");
    await page.getByLabel("Password").fill(password);
    await press(page, "Create account");
    assert.equal(page.url(), `${cardea.url}/account?x=1&y=2`);
  });

  test("sees each session, ends one of them, then all", async () => {
    const here = await visit();
    await signUp(here, "alan");
    const there = await visit("/sign-in"), third = await visit("/sign-in");
    await signIn(there, "alan");
    await signIn(third, "alan");

    await here.reload();
    const rows = here.locator(".sessions li");
    assert.equal(await rows.count(), 3);
    assert.equal(await rows.filter({ hasText: "this one" }).count(), 1);
    assert.equal(await rows.filter({ hasText: "Chrome on Linux" }).count(), 3);
    await rows.getByRole("button").first().click();
    assert.equal(await here.getByRole("status").innerText(), "That session has ended.");
    assert.equal(await rows.count(), 2);
    const gone = [];
    for (const page of [there, third]) {
      await page.goto(`${cardea.url}/account`);
      gone.push(at(page));
    }
    assert.deepEqual(gone.sort(), ["/account", "/sign-in"]);

    await press(here, "Sign out everywhere");
    assert.equal(at(here), "/sign-in");
    for (const page of [here, there, third]) {
      await page.goto(`${cardea.url}/account`);
      assert.equal(at(page), "/sign-in");
    }
  });

  test("changes the password, which ends the other sessions", async () => {
    const here = await visit();
    await signUp(here, "niklaus");
    const there = await visit("/sign-in");
    await signIn(there, "niklaus");

    await here.getByLabel("Current password").fill(wrong);
    await here.getByLabel("New password").fill(`${password} now`);
    await press(here, "Change the password");
    assert.equal(await here.getByLabel("Current password").getAttribute("aria-invalid"), "true");

    await here.getByLabel("Current password").fill(password);
    await here.getByLabel("New password").fill(`${password} now`);
    await press(here, "Change the password");
    assert.match(await here.getByRole("status").innerText(), /password was changed/);

    await there.goto(`${cardea.url}/account`);
    assert.equal(at(there), "/sign-in");
    await signIn(there, "niklaus");
    assert.equal(at(there), "/sign-in");
    await signIn(there, "niklaus", `${password} now`);
    assert.equal(at(there), "/account");
  });

  test("has forgotten the password, and chooses another by a link that works once", async () => {
    const page = await visit();
    await signUp(page, "tony", "tony@example.com");
    await press(page, "Sign out");
    await page.getByRole("link", { name: "Forgotten your password?" }).click();
    await page.getByLabel("Username").fill("tony");
    await press(page, "Send the link");
    const known = await page.locator("main").innerText();
    const link = await cardea.linkTo("tony@example.com", "/password-reset/confirm");

    const stranger = await visit("/password-reset");
    await stranger.getByLabel("Username").fill("nobody-at-all");
    await press(stranger, "Send the link");
    assert.equal(await stranger.locator("main").innerText(), known);

    await page.goto(link);
    await page.getByLabel("New password").fill("short");
    await press(page, "Set the password");
    assert.equal(await page.getByLabel("New password").getAttribute("aria-invalid"), "true");
    await page.getByLabel("New password").fill(`${password} again`);
    await press(page, "Set the password");
    assert.equal(at(page), "/sign-in");
    await signIn(page, "tony", `${password} again`);
    assert.equal(at(page), "/account");

    const late = await visit();
    await late.goto(link);
    await late.getByLabel("New password").fill(`${password} stolen`);
    await press(late, "Set the password");
    assert.equal(await heading(late), "This link is not good");
  });

  test("signs in by a link, which a program that only opens it does not use up", async () => {
    const page = await visit();
    await signUp(page, "kathleen", "kathleen@example.com");
    await press(page, "Sign out");
    await page.getByRole("link", { name: "Mail me a link" }).click();
    await page.getByLabel("Username").fill("kathleen");
    await press(page, "Send the link");
    const link = await cardea.linkTo("kathleen@example.com", "/sign-in-link/confirm");
    for (let i = 0; i < 3; ++i) await (await visit()).goto(link);
    await page.goto(link);
    await press(page, "Sign in");
    assert.equal(at(page), "/account");
    const other = await visit();
    await other.goto(link);
    await press(other, "Sign in");
    assert.equal(await heading(other), "This link is not good");
  });

  test("signs in with a code, after a wrong one", async () => {
    const page = await visit();
    await signUp(page, "frances", "frances@example.com");
    await press(page, "Sign out");
    await page.getByRole("link", { name: "Mail me a code" }).click();
    await page.getByLabel("Username").fill("frances");
    await press(page, "Send the code");
    const code = await cardea.codeTo("frances@example.com");
    const field = page.getByLabel("Code");
    assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
    await field.fill(code === "00000000" ? "00000001" : "00000000");
    await press(page, "Sign in");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill(code);
    await press(page, "Sign in");
    assert.equal(at(page), "/account");
  });

  test("confirms an address by the link that came with the sign-up, or by one asked for later", async () => {
    for (const [name, asks] of [["john", false], ["dennis", true]]) {
      const page = await visit();
      await signUp(page, name, `${name}@example.com`);
      let link = await cardea.linkTo(`${name}@example.com`, "/verify-email");
      assert.ok(!(await page.locator(".who").innerText()).includes("confirmed"));
      if (asks) {
        await press(page, "Confirm this address");
        assert.equal(await page.getByRole("status").innerText(), "A mail is on its way to you.");
        link = await cardea.linkTo(`${name}@example.com`, "/verify-email");
      }
      await page.goto(link);
      await press(page, "Confirm the address");
      assert.equal(await page.getByRole("status").innerText(), "The address is confirmed.");
      assert.ok((await page.locator(".who").innerText()).includes("confirmed"));
    }
  });

  test("deletes the account, with the password, and is gone", async () => {
    const page = await visit();
    await signUp(page, "peter");
    await page.getByText("I want to delete it").click();
    await page.getByLabel("Your password", { exact: true }).fill(wrong);
    await press(page, "Delete my account");
    // It stays open, so that the sentence is seen.
    assert.equal(await page.getByLabel("Your password", { exact: true }).getAttribute("aria-invalid"), "true");
    await page.getByLabel("Your password", { exact: true }).fill(password);
    await press(page, "Delete my account");
    assert.equal(at(page), "/sign-in");
    await signIn(page, "peter");
    assert.equal(at(page), "/sign-in");
  });

  test("needs no mouse", async () => {
    const page = await visit();
    const type = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.locator(":focus");
    const tabTo = async (what) => {
      for (let i = 0; i < 30; ++i) {
        await type("Tab");
        const is = (element, text) => element.id === text || element.textContent.trim() === text;
        if (await focused().evaluate(is, what)) {
          const outline = await focused().evaluate((element) => getComputedStyle(element).outlineStyle);
          assert.equal(outline, "solid", `the focus on "${what}" cannot be seen`);
          return;
        }
      }
      assert.fail(`no way to "${what}"`);
    };
    await tabTo("Create an account");
    await Promise.all([page.waitForURL("**/sign-up"), type("Enter")]);
    await tabTo("identifier");
    await page.keyboard.type("keys");
    await tabTo("password");
    await page.keyboard.type("short");
    await Promise.all([page.waitForNavigation(), type("Enter")]);
    // The summary has the focus, and the next stop is its link to the field.
    assert.equal(await focused().getAttribute("role"), "alert");
    await type("Tab", "Enter");
    await page.waitForURL("**#password");
    await page.keyboard.type(password);
    await Promise.all([page.waitForURL("**/account"), type("Enter")]);
    await tabTo("Sign out");
    await Promise.all([page.waitForURL("**/sign-in**"), type("Enter")]);
  });

  test("no script ran, and the policy of every page is the strict one", async () => {
    const page = await visit("/sign-in");
    const response = await page.reload();
    const policy = response.headers()["content-security-policy"];
    for (const part of ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
      "base-uri 'none'"]) assert.ok(policy.includes(part), part);
    assert.equal(response.headers()["cache-control"], "no-store");
    assert.equal(await page.locator("script").count(), 0);
  });
});

describe("a person whose name is an e-mail address", () => {
  let browser, cardea;
  before(async () => {
    browser = await browsers.start();
    cardea = await server.start({
      userAttributes: "email:string,email_verified:boolean?", options: ["--identifier", "email"],
    });
  });
  after(async () => {
    await browser?.close();
    await cardea?.stop();
  });

  const signUp = async (email) => {
    const { page } = await browsers.visitor(browser, { extraHTTPHeaders: server.fromElsewhere() });
    await page.goto(`${cardea.url}/sign-up`);
    assert.equal(await page.getByLabel("E-mail address").getAttribute("type"), "email");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Create account" }).click();
    return page;
  };

  test("is let in when the address is confirmed, and nobody learns from the page that it is taken", async () => {
    const page = await signUp("ada@example.com");
    const said = await page.locator("main").innerText();
    assert.match(said, /Look into your mail/);
    await page.goto(await cardea.linkTo("ada@example.com", "/verify-email"));
    await page.getByRole("button", { name: "Confirm the address" }).click();
    await page.getByLabel("E-mail address").fill("ada@example.com");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    assert.equal(new URL(page.url()).pathname, "/account");

    const again = await signUp("ada@example.com");
    assert.equal(await again.locator("main").innerText(), said);
    assert.match((await cardea.mailTo("ada@example.com")).subject, /You have an account/);
  });
});
