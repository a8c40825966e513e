// SPDX-License-Identifier: Apache-2.0
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  existsSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createComputerState, stateFileName } from '../../../main/computer-state/computer-state.ts';
import type { ComputerState } from '../../../main/computer-state/state-port.ts';
import { privateFileMode, privateFolderMode } from '../../support/system.ts';

const token = 'a'.repeat(64);
const other = 'b'.repeat(64);
let folder = '';
let now = new Date('2026-11-25T00:42:00Z');
const open: ComputerState[] = [];

/** Acts like a separate process: PIN entries begun through other instances aren't its own. */
function state(): ComputerState {
  const made = createComputerState({ folder, now: () => now });
  open.push(made);
  return made;
}

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'state-')), 'certsteward');
  now = new Date('2026-11-25T00:42:00Z');
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const file = () => join(folder, stateFileName);

test('[T04] reading creates no file, and the first entry creates one that only its owner can read', () => {
  const it = state();
  expect(it.tokens.count(token, 'user')).toEqual({ wrong: 0, known: true });
  expect(it.tokens.isManaged(token)).toBe(false);
  expect(it.modules.added()).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  it.tokens.begin(token, 'user')('unused');
  expect(statSync(folder).mode & 0o777).toBe(privateFolderMode);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(privateFileMode);
});

test('[T04] wrong and open entries count per PIN kind and token, and a right one resets its own count', () => {
  const it = state();
  it.tokens.begin(token, 'user')('wrong');
  it.tokens.begin(token, 'user')('open');
  it.tokens.begin(token, 'user')('unused');
  it.tokens.begin(token, 'so')('wrong');
  expect(it.tokens.count(token, 'user').wrong).toBe(2);
  expect(it.tokens.count(token, 'so').wrong).toBe(1);
  expect(it.tokens.count(token, 'puk').wrong).toBe(0);
  expect(it.tokens.count(other, 'user').wrong).toBe(0);
  it.tokens.begin(token, 'user')('right');
  expect(it.tokens.count(token, 'user').wrong).toBe(0);
  expect(it.tokens.count(token, 'so').wrong).toBe(1);
  it.tokens.clear(token, 'so');
  expect(it.tokens.count(token, 'so').wrong).toBe(0);
});

test('[T04] counts survive a restart, and an entry is settled once', () => {
  const first = state();
  const settle = first.tokens.begin(token, 'user');
  settle('wrong');
  settle('right');
  first.close();
  expect(state().tokens.count(token, 'user').wrong).toBe(1);
});

test('[T04] a pending entry counts in other processes only, and once in all after it was wrong', () => {
  const [here, there] = [state(), state()];
  const settle = there.tokens.begin(token, 'user');
  expect(there.tokens.count(token, 'user').wrong).toBe(0);
  expect(here.tokens.count(token, 'user').wrong).toBe(1);
  settle('wrong');
  expect(here.tokens.count(token, 'user').wrong).toBe(1);
  expect(there.tokens.count(token, 'user').wrong).toBe(1);
});

test('[T04] a right entry keeps what another process counted after it began', () => {
  const [here, there] = [state(), state()];
  here.tokens.begin(token, 'user')('wrong');
  const mine = here.tokens.begin(token, 'user');
  const theirs = there.tokens.begin(token, 'user');
  there.tokens.begin(token, 'user')('wrong');
  mine('right');
  expect(here.tokens.count(token, 'user').wrong).toBe(2);
  theirs('wrong');
  expect(here.tokens.count(token, 'user').wrong).toBe(2);
  here.tokens.clear(token, 'user');
  expect(here.tokens.count(token, 'user').wrong).toBe(0);
});

test('[T04] an abandoned entry is void after a right one, and counts if it ends wrong later', () => {
  const [here, there] = [state(), state()];
  const forgotten = there.tokens.begin(token, 'user');
  now = new Date(now.getTime() + 11 * 60 * 1000);
  here.tokens.begin(token, 'user')('right');
  expect(here.tokens.count(token, 'user').wrong).toBe(0);
  forgotten('wrong');
  expect(here.tokens.count(token, 'user').wrong).toBe(1);
});

test('[T01] owner, chosen module and consent are kept', () => {
  const it = state();
  it.tokens.setManaged(token, true);
  it.tokens.preferModule(token, other);
  it.tokens.preferModule(other, other);
  it.modules.allow({ moduleId: token, path: '/opt/m.so', sha256: other, owner: 'zhang', added: true });
  it.modules.allow({ moduleId: other, path: '/opt/n.so', sha256: other, owner: null, added: false });
  it.close();
  const again = state();
  expect(again.tokens.isManaged(token)).toBe(true);
  expect(again.tokens.isManaged(other)).toBe(false);
  expect(again.tokens.preferredModule(token)).toBe(other);
  expect(again.modules.find(token)).toEqual({
    moduleId: token,
    path: '/opt/m.so',
    sha256: other,
    owner: 'zhang',
    added: true,
  });
  expect(again.modules.find(other)).toMatchObject({ owner: null, added: false });
  expect(again.modules.added()).toEqual(['/opt/m.so']);
  again.tokens.setManaged(token, false);
  again.modules.disallow(token);
  expect(again.tokens.preferredModule(token)).toBe(other);
  expect({
    isManaged: again.tokens.isManaged(token),
    module: again.modules.find(token),
    added: again.modules.added(),
  }).toEqual({ isManaged: false, module: null, added: [] });
});

test.each([
  ['no database', () => writeFileSync(file(), 'x'.repeat(5000))],
  ['a page overwritten', () => writeFileSync(file(), readFileSync(file()).fill(0x5a, 4096, 8192))],
  ['cut short', () => truncateSync(file(), 6000)],
  [
    'another program’s database',
    () => {
      rmSync(file());
      const theirs = new DatabaseSync(file());
      theirs.exec('CREATE TABLE memory (version INTEGER); INSERT INTO memory VALUES (1)');
      // Windows can't rename an open file.
      theirs.close();
    },
  ],
])('[T04] a damaged file (%s) is set aside, and counts are unknown until a PIN was right', (_what, damage) => {
  const before = state();
  before.tokens.begin(token, 'user')('wrong');
  before.tokens.setManaged(token, true);
  before.close();
  damage();
  const it = state();
  expect(it.tokens.count(token, 'user').known).toBe(false);
  expect(it.tokens.count(other, 'so').known).toBe(false);
  expect(it.tokens.isManaged(token)).toBe(false);
  it.tokens.begin(token, 'user')('wrong');
  expect(it.tokens.count(token, 'user')).toEqual({ wrong: 1, known: false });
  it.tokens.begin(token, 'user')('right');
  expect(it.tokens.count(token, 'user')).toEqual({ wrong: 0, known: true });
  expect(it.tokens.count(token, 'so').known).toBe(false);
  it.tokens.clear(token, 'so');
  expect(it.tokens.count(token, 'so').known).toBe(true);
  it.close();
  expect(readdirSync(folder).some((name) => name.startsWith(`${stateFileName}.damaged-20261125T004200`))).toBe(true);
  expect(state().tokens.count(other, 'user').known).toBe(false);
});

test('[T04] completes an interrupted replacement, and does not trust the old file without its WAL', () => {
  const before = state();
  before.tokens.begin(token, 'user')('right');
  before.close();
  writeFileSync(`${file()}.replacing`, '');
  expect(state().tokens.count(token, 'user')).toEqual({ wrong: 0, known: false });
  expect(readdirSync(folder).filter((name) => name.endsWith('.replacing'))).toEqual([]);
});

test('[T04] refuses the file of a newer version and leaves it in place', () => {
  const before = state();
  before.tokens.begin(token, 'user')('wrong');
  before.close();
  const database = new DatabaseSync(file());
  database.exec('PRAGMA user_version = 2');
  database.close();
  expect(() => state().tokens.begin(token, 'user')).toThrowError(expect.objectContaining({ code: 'vault-newer' }));
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('[T04] no entry begins while another process is writing', () => {
  state().tokens.begin(token, 'user')('wrong');
  const writer = new DatabaseSync(file());
  writer.exec('BEGIN IMMEDIATE');
  try {
    expect(() => state().tokens.begin(token, 'user')).toThrowError(expect.objectContaining({ code: 'vault-busy' }));
    expect(state().tokens.count(token, 'user').wrong).toBe(1);
  } finally {
    writer.close();
  }
});

test('[X03] a standing grant applies only to its kind and subject, in any key order', () => {
  const grants = state().standingGrants;
  expect({ isGranted: grants.has('ca-host', { host: 'ca.example' }), list: grants.list() }).toEqual({
    isGranted: false,
    list: [],
  });
  grants.add('backup-destination', { path: '/media/u/backup', recipient: 'age1x' });
  now = new Date('2026-11-26T00:00:00Z');
  grants.add('backup-destination', { recipient: 'age1x', path: '/media/u/backup' });
  grants.add('ca-host', { host: 'ca.example' });
  const again = state().standingGrants;
  expect(again.has('backup-destination', { recipient: 'age1x', path: '/media/u/backup' })).toBe(true);
  expect(again.has('backup-destination', { recipient: 'age1y', path: '/media/u/backup' })).toBe(false);
  expect(again.has('ca-host', { recipient: 'age1x', path: '/media/u/backup' })).toBe(false);
  expect(again.list('backup-destination')).toEqual([
    {
      kind: 'backup-destination',
      subject: { path: '/media/u/backup', recipient: 'age1x' },
      grantedAt: '2026-11-25T00:42:00.000Z',
    },
  ]);
  expect(again.list().map(({ kind }) => kind)).toEqual(['backup-destination', 'ca-host']);
  expect(again.remove('ca-host', { host: 'ca.example' })).toBe(true);
  expect({
    removed: again.remove('ca-host', { host: 'ca.example' }),
    isGranted: grants.has('ca-host', { host: 'ca.example' }),
  }).toEqual({ removed: false, isGranted: false });
});

test('[K07] accepted vaults and watched folders are kept', () => {
  const it = state();
  expect(it.acceptedVaults.has('v1')).toBe(false);
  it.acceptedVaults.accept('v1');
  it.acceptedVaults.accept('v1');
  it.watchedFolders.set('webEnrolment', '/home/zhang/下载');
  it.close();
  const again = state();
  expect({ v1: again.acceptedVaults.has('v1'), v2: again.acceptedVaults.has('v2') }).toEqual({ v1: true, v2: false });
  expect(again.acceptedVaults.list()).toEqual(['v1']);
  expect({ webEnrolment: again.watchedFolders.of('webEnrolment'), other: again.watchedFolders.of('other') }).toEqual({
    webEnrolment: '/home/zhang/下载',
    other: null,
  });
  again.watchedFolders.set('webEnrolment', null);
  expect(again.watchedFolders.of('webEnrolment')).toBe(null);
});

test('[T11] a trigger planted in the state file never runs, and the file is set aside', () => {
  const before = state();
  before.acceptedVaults.accept('v1');
  before.close();
  const planted = new DatabaseSync(file());
  planted.exec(
    "CREATE TRIGGER more AFTER INSERT ON standing_grant BEGIN INSERT INTO accepted_vault VALUES ('v2', 't'); END",
  );
  planted.close();
  const it = state();
  expect(it.acceptedVaults.list()).toEqual([]);
  it.standingGrants.add('ca-host', { host: 'ca.example' });
  expect(it.acceptedVaults.list()).toEqual([]);
  expect(it.damagedFiles()).toEqual([`${stateFileName}.damaged-20261125T004200`]);
});
