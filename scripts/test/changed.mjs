// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prints, root } from '../launcher/commands.mjs';
import { boringssl } from './boringssl.mjs';
import { check, playwright, vitest } from './steps.mjs';

/** Rooms whose tests against real tools have another name, or lie in several folders. @type {Readonly<Record<string, readonly string[]>>} */
const testedIn = {
  exports: ['export'],
  hosts: ['keyring-window', 'browsers'],
  imports: ['formats'],
  certificates: ['cli'],
  losses: ['enrolment'],
  'demo-ca': ['enrolment'],
};

/** The specs of the window's main job, which any change of the page or its bridge can break. */
const mainJob = ['flows/main-job', 'flows/keyboard', 'security/', 'ipc/'].map((name) => `tests/e2e/${name}`);

/** @param {string} since a commit @returns {readonly string[]} changed, new and deleted files, from the repository's root */
function changedFiles(since) {
  const listed = [
    ['diff', '--name-only', since],
    ['ls-files', '--others', '--exclude-standard'],
  ];
  return listed.flatMap((words) => prints('git', ['-C', root, ...words]).split('\n')).filter(Boolean);
}

/**
 * What the files changed since a commit touch: unit tests by the graph of imports, peers by room, the window's main job.
 * The commit is the first word after `npm run test:changed --`; without one only what is not committed counts.
 */
export function changedSteps(since = process.argv[3] ?? 'HEAD') {
  const changed = changedFiles(since);
  const rooms = new Set(changed.flatMap((file) => /^main\/([^/]+)\//.exec(file)?.slice(1) ?? []));
  const folders = [...rooms]
    .flatMap((room) => testedIn[room] ?? [room])
    .map((name) => `tests/integration/${name}`)
    .filter((folder) => existsSync(path.join(root, folder)));
  /** @param {RegExp} pattern */
  const tests = (pattern) => changed.filter((file) => pattern.test(file) && existsSync(path.join(root, file)));
  const peers = [...new Set([...folders, ...tests(/^tests\/integration\/.*\.test\.ts$/)])];
  const page = changed.some((file) => /^(renderer|preload|shared\/ipc|main\/(hosts|ipc))\//.test(file));
  const specs = [...(page ? mainJob : []), ...tests(/^tests\/e2e\/.*\.spec\.ts$/)];
  console.log(`Changed since ${since}: ${changed.length} files; peers: ${peers.join(' ') || 'none'}`);
  return [
    ...['format:check', 'typecheck', 'lint'].map((name) => () => check(name)),
    () => vitest('test:unit', ['--changed', since]),
    () => boringssl(['--changed', since]),
    ...(peers.length + specs.length > 0 ? [() => check('build')] : []),
    ...(peers.length > 0 ? [() => vitest('test:peers', peers)] : []),
    ...(specs.length > 0 ? [() => playwright('test:e2e', specs)] : []),
  ];
}
