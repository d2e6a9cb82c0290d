// SPDX-License-Identifier: MIT
// Lucia and Prisma's schema engine want the Web Crypto API as a global, which Node has from 19 on. Imported before any
// Lucia.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
