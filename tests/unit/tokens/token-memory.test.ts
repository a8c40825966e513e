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
import { createTokenMemory, memoryFileName } from '../../../main/tokens/memory/token-memory.ts';
import type { TokenMemory } from '../../../main/tokens/memory/memory-port.ts';

const token = 'a'.repeat(64);
const other = 'b'.repeat(64);
let folder = '';
let now = new Date('2026-11-25T00:42:00Z');
const open: TokenMemory[] = [];

/** As another process would: entries under way there are not this one's own. */
function memory(): TokenMemory {
  const made = createTokenMemory({ dataFolder: folder, now: () => now });
  open.push(made);
  return made;
}

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'memory-')), 'data');
  now = new Date('2026-11-25T00:42:00Z');
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const file = () => join(folder, memoryFileName);

test('[T04] looking makes no file; the first entry makes one for its owner alone', () => {
  const it = memory();
  expect(it.count(token, 'user')).toEqual({ wrong: 0, known: true });
  expect(it.isManaged(token)).toBe(false);
  expect(it.added()).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  it.begin(token, 'user')('unused');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
});

test('[T04] wrong and open entries count, for each owner and token alone; a right one puts its own back', () => {
  const it = memory();
  it.begin(token, 'user')('wrong');
  it.begin(token, 'user')('open');
  it.begin(token, 'user')('unused');
  it.begin(token, 'so')('wrong');
  expect(it.count(token, 'user').wrong).toBe(2);
  expect(it.count(token, 'so').wrong).toBe(1);
  expect(it.count(token, 'puk').wrong).toBe(0);
  expect(it.count(other, 'user').wrong).toBe(0);
  it.begin(token, 'user')('right');
  expect(it.count(token, 'user').wrong).toBe(0);
  expect(it.count(token, 'so').wrong).toBe(1);
  it.clear(token, 'so');
  expect(it.count(token, 'so').wrong).toBe(0);
});

test('[T04] counts outlast a restart, and an entry is settled once', () => {
  const first = memory();
  const settle = first.begin(token, 'user');
  settle('wrong');
  settle('right');
  first.close();
  expect(memory().count(token, 'user').wrong).toBe(1);
});

test('[T04] an entry under way counts once for others and not here; settled wrong it is still one', () => {
  const [here, there] = [memory(), memory()];
  const settle = there.begin(token, 'user');
  expect(there.count(token, 'user').wrong).toBe(0);
  expect(here.count(token, 'user').wrong).toBe(1);
  settle('wrong');
  expect(here.count(token, 'user').wrong).toBe(1);
  expect(there.count(token, 'user').wrong).toBe(1);
});

test('[T04] a right entry does not swallow what another process counted after it began', () => {
  const [here, there] = [memory(), memory()];
  here.begin(token, 'user')('wrong');
  const mine = here.begin(token, 'user');
  const theirs = there.begin(token, 'user');
  there.begin(token, 'user')('wrong');
  mine('right');
  expect(here.count(token, 'user').wrong).toBe(2);
  theirs('wrong');
  expect(here.count(token, 'user').wrong).toBe(2);
  here.clear(token, 'user');
  expect(here.count(token, 'user').wrong).toBe(0);
});

test('[T04] an entry that its process forgot is void after a right one, and counts if it ends wrong after all', () => {
  const [here, there] = [memory(), memory()];
  const forgotten = there.begin(token, 'user');
  now = new Date(now.getTime() + 11 * 60 * 1000);
  here.begin(token, 'user')('right');
  expect(here.count(token, 'user').wrong).toBe(0);
  forgotten('wrong');
  expect(here.count(token, 'user').wrong).toBe(1);
});

test('[T01] owner, chosen module and consent are kept', () => {
  const it = memory();
  it.setManaged(token, true);
  it.preferModule(token, other);
  it.preferModule(other, other);
  it.allow({ moduleId: token, path: '/opt/m.so', sha256: other, added: true });
  it.allow({ moduleId: other, path: '/opt/n.so', sha256: other, added: false });
  it.close();
  const again = memory();
  expect(again.isManaged(token)).toBe(true);
  expect(again.isManaged(other)).toBe(false);
  expect(again.preferredModule(token)).toBe(other);
  expect(again.allowedHash(token)).toBe(other);
  expect(again.added()).toEqual(['/opt/m.so']);
  again.setManaged(token, false);
  again.disallow(token);
  expect(again.preferredModule(token)).toBe(other);
  expect([again.isManaged(token), again.allowedHash(token), again.added()]).toEqual([false, null, []]);
});

test.each([
  ['no database', () => writeFileSync(file(), 'x'.repeat(5000))],
  ['a page overwritten', () => writeFileSync(file(), readFileSync(file()).fill(0x5a, 4096, 8192))],
  ['cut short', () => truncateSync(file(), 6000)],
  [
    'another program’s database',
    () => {
      rmSync(file());
      new DatabaseSync(file()).exec('CREATE TABLE memory (version INTEGER); INSERT INTO memory VALUES (1)');
    },
  ],
])('[T04] a damaged file (%s) is set aside, and counts are unknown until a PIN was right', (_what, damage) => {
  const before = memory();
  before.begin(token, 'user')('wrong');
  before.setManaged(token, true);
  before.close();
  damage();
  const it = memory();
  expect(it.count(token, 'user').known).toBe(false);
  expect(it.count(other, 'so').known).toBe(false);
  expect(it.isManaged(token)).toBe(false);
  it.begin(token, 'user')('wrong');
  expect(it.count(token, 'user')).toEqual({ wrong: 1, known: false });
  it.begin(token, 'user')('right');
  expect(it.count(token, 'user')).toEqual({ wrong: 0, known: true });
  expect(it.count(token, 'so').known).toBe(false);
  it.clear(token, 'so');
  expect(it.count(token, 'so').known).toBe(true);
  it.close();
  expect(readdirSync(folder).some((name) => name.startsWith(`${memoryFileName}.damaged-20261125T004200`))).toBe(true);
  expect(memory().count(other, 'user').known).toBe(false);
});

test('[T04] a replacement that was cut short is completed: the old file without its WAL is not believed', () => {
  const before = memory();
  before.begin(token, 'user')('right');
  before.close();
  writeFileSync(`${file()}.replacing`, '');
  expect(memory().count(token, 'user')).toEqual({ wrong: 0, known: false });
  expect(readdirSync(folder).filter((name) => name.endsWith('.replacing'))).toEqual([]);
});

test('[T04] a later version’s file is left alone', () => {
  const before = memory();
  before.begin(token, 'user')('wrong');
  before.close();
  const database = new DatabaseSync(file());
  database.exec('UPDATE memory SET version = 2');
  database.close();
  expect(() => memory().begin(token, 'user')).toThrowError(expect.objectContaining({ code: 'vault-newer' }));
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('[T04] while another process keeps writing nothing begins', () => {
  memory().begin(token, 'user')('wrong');
  const writer = new DatabaseSync(file());
  writer.exec('BEGIN IMMEDIATE');
  try {
    expect(() => memory().begin(token, 'user')).toThrowError(expect.objectContaining({ code: 'vault-busy' }));
    expect(memory().count(token, 'user').wrong).toBe(1);
  } finally {
    writer.close();
  }
});
