// SPDX-License-Identifier: MIT
// Makes common.txt again out of the npm package that it comes from:
//     node remake.mjs FOLDER    where FOLDER is an unpacked @zxcvbn-ts/language-common 3.0.4
//                               (npm pack @zxcvbn-ts/language-common@3.0.4 && tar xzf zxcvbn-ts-*.tgz; FOLDER is package)
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const shortest = 8 // what is shorter no rule lets through
// zxcvbn knows these by their pattern, so that its list goes without them.
const patterns = ['0123456789', '0987654321', '12341234', '123123123', '87654321', '987654321', 'abcdefgh', 'p@ssword']

const folder = resolve(process.argv[2] ?? '.')
const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
if (`${name}@${version}` !== '@zxcvbn-ts/language-common@3.0.4') throw new Error(`this is ${name}@${version}`)

const { dictionary } = createRequire(import.meta.url)(`${folder}/dist/index.js`)
const all = new Set(patterns)
for (const one of dictionary.passwords) if (one.length >= shortest) all.add(one.toLowerCase())
for (const one of all) if (!/^[\x21-\x7e]+$/.test(one)) throw new Error(`not ASCII: ${one}`)
// Sorted by bytes, as the search wants it.
writeFileSync(new URL('common.txt', import.meta.url), [...all].sort((a, b) => (a < b ? -1 : 1)).join('\n') + '\n')
