// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prints, root } from '../launcher/commands.mjs';
import { boringssl } from './boringssl.mjs';
import { check, playwright, vitest } from './steps.mjs';

/** @type {Readonly<Record<string, readonly string[]>>} */
const testedIn = {
  exports: ['export'],
  hosts: ['keyring-window', 'browsers'],
  imports: ['formats'],
  stores: ['stores', 'browsers'],
  certificates: ['cli'],
  enrolment: ['enrolment', 'cli/enrolment', 'cli/est'],
  tokens: ['tokens', 'cli/tokens'],
  trust: ['trust', 'cli/trust'],
  net: ['cli/est', 'enrolment', 'backup'],
  losses: ['enrolment'],
  'demo-ca': ['enrolment'],
};

/** Any change to the page can break these. */
const mainJob = ['flows/main-job', 'flows/keyboard', 'security/', 'ipc/'].map((name) => `tests/e2e/${name}`);

/** @param {string} since @returns {readonly string[]} */
function changedFiles(since) {
  const listed = [
    ['diff', '--name-only', since],
    ['ls-files', '--others', '--exclude-standard'],
  ];
  return listed.flatMap((words) => prints('git', ['-C', root, ...words]).split('\n')).filter(Boolean);
}

/** `npm run test:changed -- COMMIT` selects unit tests by import graph and peer tests by folder. */
export function changedSteps(since = process.argv[3] ?? 'HEAD') {
  const changed = changedFiles(since);
  const rooms = new Set(changed.flatMap((file) => /^(?:main|scripts)\/([^/]+)\//.exec(file)?.slice(1) ?? []));
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
    ...['format:check', 'typecheck', 'lint', 'lint:words'].map((name) => () => check(name)),
    () => vitest('test:unit', ['--changed', since]),
    () => boringssl(['--changed', since]),
    ...(peers.length + specs.length > 0 ? [() => check('build')] : []),
    ...(peers.length > 0 ? [() => vitest('test:peers', peers)] : []),
    ...(specs.length > 0 ? [() => playwright('test:e2e', specs)] : []),
  ];
}
