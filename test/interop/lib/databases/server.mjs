// SPDX-License-Identifier: MIT

/**
 * The server whose URL the variable holds. Without it, `skip` says why the tests on it are left out; where CI is set
 * they are not, and fail with the same words.
 */
export function serverIn(variable) {
  const { CI, [variable]: url } = process.env;
  const missing = `${variable} is not set: ./dev db up starts a server and prints its URL`;
  return {
    skip: url || CI ? false : missing,
    url: () => {
      if (!url) throw new Error(missing);
      return url;
    },
  };
}
