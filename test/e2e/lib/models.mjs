// SPDX-License-Identifier: MIT
// A model for each page, as the server would make it, and with everything that can go wrong on it.
const common = {
  base: "",
  identifier: { label: "Username", type: "text", autocomplete: "username" },
  features: { signUp: true, passwordReset: true, signInLink: true, signInCode: true, emailVerification: true,
    accountDeletion: true },
};

const account = {
  ...common,
  title: "Your account",
  signedInAs: "ada",
  user: { id: "4zyo8aqfbwjfz76", identifier: "ada", email: "ada@example.com", emailVerified: true },
  hasPassword: true,
  attributes: [{ name: "team", value: "Analytical engines" }],
  sessions: [
    {
      handle: "a", current: true, created: "2026-11-20 08:12 UTC", lastSeen: "2026-11-21 10:04 UTC",
      expires: "2026-12-21 10:04 UTC", address: "192.0.2.7",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    },
    {
      handle: "b", current: false, created: "2026-11-02 17:40 UTC", lastSeen: "2026-11-19 21:33 UTC",
      expires: "2026-12-19 21:33 UTC", address: "2001:db8:4:17::2",
      userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
        "Version/18.0 Mobile/15E148 Safari/604.1",
    },
    { handle: "c", current: false, expires: "2026-12-01 09:00 UTC" },
  ],
};

// [name of the picture, page, model]
export const models = [
  ["sign-in", "sign-in", { ...common, title: "Sign in" }],
  ["sign-in-wrong", "sign-in", {
    ...common, title: "Sign in", error: "That username and password do not go together.",
    values: { identifier: "ada" },
  }],
  ["sign-up", "sign-up", { ...common, title: "Create an account" }],
  ["sign-up-wrong", "sign-up", {
    ...common, title: "Create an account",
    fields: [{ name: "attr.email", label: "E-mail address", type: "email", autocomplete: "email" }],
    values: { identifier: "ada", "attr.email": "ada@" },
    errors: {
      identifier: "This name is taken.", "attr.email": "This is no e-mail address.",
      password: "This password is on the lists that are tried first.",
    },
  }],
  ["account", "account", account],
  ["account-wrong", "account", {
    ...account, user: { ...account.user, emailVerified: false },
    errors: { current_password: "This is not your password.", new_password: "It needs 8 characters or more.",
      password: "This is not your password." },
  }],
  ["account-bare", "account", {
    ...common, title: "Your account", notice: "The session has ended.", features: {},
    user: { id: "x", identifier: "ada" }, hasPassword: false, sessions: account.sessions.slice(0, 1), signedInAs: "ada",
  }],
  ["password-reset", "password-reset", { ...common, title: "Forgotten your password?" }],
  ["password-reset-confirm", "password-reset-confirm", {
    ...common, title: "Choose a new password", token: "t", values: { identifier: "ada" },
  }],
  ["password-reset-confirm-wrong", "password-reset-confirm", {
    ...common, title: "Choose a new password", token: "t", values: { identifier: "ada" },
    errors: { new_password: "It needs 8 characters or more." },
  }],
  ["sign-in-link", "sign-in-link", { ...common, title: "Sign in by mail" }],
  ["sign-in-link-confirm", "sign-in-link-confirm", { ...common, title: "Sign in", token: "t" }],
  ["sign-in-code", "sign-in-code", { ...common, title: "Sign in with a code" }],
  ["sign-in-code-confirm", "sign-in-code-confirm", { ...common, title: "Type in the code", ticket: "t" }],
  ["sign-in-code-confirm-wrong", "sign-in-code-confirm", {
    ...common, title: "Type in the code", ticket: "t", errors: { code: "This is not the code, or it is too old." },
  }],
  ["verify-email", "verify-email", { ...common, title: "Confirm your e-mail address", token: "t" }],
  ["message", "message", {
    ...common, title: "Look into your mail", heading: "Look into your mail",
    text: "If we know you, a link is on its way. It works once, for the next 30 minutes.",
    link: { href: "/sign-in", text: "Back to signing in" },
  }],
];
