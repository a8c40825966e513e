// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { root } from '../launcher/commands.mjs';
import { vitest, vitestBy } from './steps.mjs';
import { closingLine, unseenFaults } from './tally.mjs';
import { wineFaults, wineFaultsElsewhere } from './wine-faults.mjs';
import { startWindowsNode, whyNoWindows } from './windows-node.mjs';

/** @typedef {import('./tally.mjs').Outcome} Outcome */

const differingRooms = [
  'backup',
  'children',
  'cli',
  'computer-state',
  'destinations',
  'discovery',
  'exports',
  'hosts',
  'imports',
  'parser',
  'stores',
  'tokens',
  'vault',
].map((room) => `tests/unit/${room}/`);

/** Excluded by default, because these tests take half the time but hardly depend on the platform. */
const sameEverywhere = [
  'destinations/writing-*',
  'vault/{backups,merge,records,rekey}/**',
  'vault/protectors/vault-keys*',
  'vault/seal/seal-*',
  'vault/store/{honest,planted,repair}-*',
  'vault/vault-export*',
].map((files) => `--exclude=tests/unit/${files}`);

export const everyRoom = ['tests/unit/'];

/**
 * @param {readonly string[]} [words] files or folders; defaults to `rooms`
 * @param {readonly string[]} [rooms]
 * @returns {Promise<readonly Outcome[]>}
 */
export async function windows(words = [], rooms = differingRooms) {
  const world = whyNoWindows() ?? startWindowsNode(path.join(root, 'out/windows'));
  if (typeof world === 'string') return [{ state: 'skipped', title: 'Windows: tests under Wine', note: world }];
  try {
    const outcomes = [
      ...(await inside(world.node, words.length > 0 ? words : rooms)),
      ...(await commandLine(world.node, words)),
    ];
    console.log(`\nWindows, by folder:\n${countsByFolder(outcomes)}\nWindows: ${closingLine(outcomes)}`);
    if (words.length > 0) return outcomes;
    const faults = rooms === everyRoom ? { ...wineFaults, ...wineFaultsElsewhere } : wineFaults;
    return [...outcomes, ...unseenFaults('Windows', faults, outcomes)];
  } finally {
    world.stop();
  }
}

/** Runs Vitest itself in Node for Windows. @param {string} node @param {readonly string[]} words */
async function inside(node, words) {
  const files = words.filter((word) => word.startsWith('tests/unit'));
  if (files.length === 0) return [];
  const leftOut = words === differingRooms ? sameEverywhere : [];
  const args = [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'windows', ...files, ...leftOut];
  return vitestBy('test:windows', (more) => [node, [...args, ...more]]);
}

/** Runs only the tested programs in Node for Windows. @param {string} node @param {readonly string[]} words */
async function commandLine(node, words) {
  const files = words.filter((word) => word.startsWith('tests/integration'));
  if (words.length > 0 && files.length === 0) return [];
  return vitest('test:windows-command-line', files, { ...process.env, CERTSTEWARD_TEST_NODE: node });
}

/** @param {readonly Outcome[]} outcomes */
export function countsByFolder(outcomes) {
  /** @type {Map<string, Outcome[]>} */
  const folders = new Map();
  for (const outcome of outcomes) {
    const { file } = outcome;
    const folder = file === undefined ? 'no file' : path.posix.dirname(file).replace('Windows: ', '');
    folders.set(folder, [...(folders.get(folder) ?? []), outcome]);
  }
  return [...folders]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([folder, own]) => `  ${folder}: ${closingLine(own)}`)
    .join('\n');
}
