// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prints, root } from '../launcher/commands.mjs';
import { bunFaults } from './bun-faults.mjs';
import { vitest } from './steps.mjs';
import { closingLine, unseenFaults } from './tally.mjs';

/** @typedef {import('./tally.mjs').Outcome} Outcome */

/**
 * Unit tests of what uses the runtime's cryptography, on BoringSSL, which Electron has in the place of Node's OpenSSL. Bun is a
 * registry package with BoringSSL inside; there is one for Linux x64 alone here.
 * @param {readonly string[]} [words] @returns {Promise<readonly Outcome[]>}
 */
export async function boringssl(words = []) {
  const reason = whyNoBoringssl();
  if (reason !== null) return [{ state: 'skipped', title: 'BoringSSL: unit tests', note: reason }];
  const outcomes = await vitest('test:boringssl', words);
  console.log(`BoringSSL: ${closingLine(outcomes)}`);
  return words.length > 0 ? outcomes : [...outcomes, ...unseenFaults('BoringSSL', bunFaults, outcomes)];
}

/** @param {string} [folder] @returns {string | null} why the stage cannot run; null when it can */
export function whyNoBoringssl(folder = root) {
  const bun = path.join(folder, 'node_modules/@oven/bun-linux-x64/bin/bun');
  if (!existsSync(bun)) return '@oven/bun-linux-x64 is not installed here (Linux x64 with glibc only)';
  return prints(bun, ['--version']) === '' ? 'Bun does not start here (it needs a processor with AVX2)' : null;
}
