// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prints, root } from '../launcher/commands.mjs';
import { bunFaults } from './bun-faults.mjs';
import { vitest } from './steps.mjs';
import { closingLine, unseenFaults } from './tally.mjs';

/** @typedef {import('./tally.mjs').Outcome} Outcome */

/**
 * Runs unit tests in Bun, which uses BoringSSL like Electron. Linux x64 only.
 * @param {readonly string[]} [words] @returns {Promise<readonly Outcome[]>}
 */
export async function boringssl(words = []) {
  const reason = whyNoBoringssl();
  if (reason !== null) return [{ state: 'skipped', title: 'BoringSSL: unit tests', note: reason }];
  const outcomes = await vitest('test:boringssl', words);
  console.log(`BoringSSL: ${closingLine(outcomes)}`);
  return words.length > 0 ? outcomes : [...outcomes, ...unseenFaults('BoringSSL', bunFaults, outcomes)];
}

/** @param {string} [folder] @returns {string | null} */
export function whyNoBoringssl(folder = root) {
  const bun = path.join(folder, 'node_modules/@oven/bun-linux-x64/bin/bun');
  if (!existsSync(bun)) return '@oven/bun-linux-x64 is not installed here (Linux x64 with glibc only)';
  return prints(bun, ['--version']) === '' ? 'Bun does not start here (it needs a processor with AVX2)' : null;
}
