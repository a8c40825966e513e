// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pemBlock, writePem } from '../../../main/formats/writers/write-pem.ts';
import type { ChildChannel, StartChild } from '../../../main/children/process-port.ts';
import { createServices } from '../../../main/services.ts';
import { currentSchemaVersion } from '../../../main/vault/store/migrations.ts';
import { maxFoundImport } from '../../../shared/domain/imports/import-limits.ts';
import { definitionOf } from '../../../shared/ipc/contract.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { editVault } from '../../support/vault/vault-database.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const everything = { states: [], withKeysOnly: false, offset: 0, limit: 100 };
const run = { signal: new AbortController().signal, progress: () => undefined };

/** The real service. `children` are its search processes, `counted` the file counts that they report. */
function startSearches() {
  const children: ChildChannel[] = [];
  const counted: { files: number }[] = [];
  const startChild: StartChild = (entry) => {
    const child = startNodeChild(entry);
    if (entry !== 'scan') return child;
    children.push(child);
    child.onMessage((message) => {
      const { part, value } = message as { part?: { kind: string; files: number }; value?: { files: number } };
      if (part?.kind === 'progress') counted.push(part);
      else if (value) counted.push(value);
    });
    return child;
  };
  const services = createServices({
    dataFolder: join(temporaryFolder(), 'vault'),
    stateFolder: join(temporaryFolder(), 'state'),
    startChild,
    unlockAtStart: false,
    now: () => new Date('2026-11-24T12:00:00Z'),
  });
  onTestFinished(() => services.close());
  return { ...services, children, counted };
}

const first = await makeIdentity('CN=first');
const second = await makeIdentity('CN=second');

/** Two certificates, a copy of the first, and `others` unrelated files. */
function folderWith(others: number): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.txt'), writePem([first.certificate.der]));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'sub', 'copy of a'), writePem([first.certificate.der]));
  writeFileSync(join(folder, '110101199001011234.cer'), second.certificate.der);
  for (let index = 0; index < others; index++) {
    if (index % 500 === 0) mkdirSync(join(folder, `other-${index}`));
    writeFileSync(join(folder, `other-${index - (index % 500)}`, `${index}.txt`), `file ${index}\n`);
  }
  return folder;
}

describe('[D01] a search', () => {
  test('reports each content once with its copies, and marks content that the vault has', async () => {
    const { discovery, vault } = startSearches();
    const origin = { via: 'file', fileName: 'a', path: null, downloadedFrom: null } as const;
    await (await vault.requireOrCreate()).importItems({ certificates: [first.certificate], keys: [], origin });
    const foundIds: string[] = [];
    discovery.onFound((id) => foundIds.push(id));
    discovery.start([folderWith(0)], { lookFor: null });
    await discovery.ended();
    const { rows, counts, progress } = await discovery.results(everything);
    expect(progress).toMatchObject({ state: 'done', files: 3, folders: 2, found: 2, unreadable: 0 });
    expect(counts).toMatchObject({ known: 1, new: 1 });
    expect(rows.map(({ state, copies, paths }) => [state, copies, paths.length])).toEqual([
      ['new', 1, 1],
      ['known', 2, 2],
    ]);
    expect(foundIds.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    expect((await discovery.results({ ...everything, states: ['known'] })).matching).toBe(1);
  });

  test('[D01] knows a key file whose key the vault has, unless its certificates were deleted', async () => {
    const { discovery, vault } = startSearches();
    const { certificate, key, sha256 } = await makeIdentity('CN=keys');
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.key'), pemBlock('PRIVATE KEY', key.pkcs8));
    discovery.start([folder], { lookFor: null });
    await discovery.ended();
    const states = async () => (await discovery.results(everything)).rows.map(({ state }) => state);
    expect(await states()).toEqual(['new']);
    const open = await vault.requireOrCreate();
    await open.initialiseProtectors({
      passphrase: 'four words in a row',
      useOsStore: false,
      recoveryCode: 'later',
    });
    const origin = { via: 'file', fileName: 'a', path: null, downloadedFrom: null } as const;
    await open.importItems({ certificates: [certificate], keys: [key], origin });
    expect(await states()).toEqual(['known']);
    await open.deletion.moveToTrash([sha256]);
    expect(await states()).toEqual(['new']);
  });

  test('[D02] keeps the copies in order of path, and reports a truncated certificate file', async () => {
    const { discovery } = startSearches();
    const folder = temporaryFolder();
    const pem = writePem([first.certificate.der]);
    const names = Array.from({ length: 25 }, (_each, index) => String(index).padStart(2, '0'));
    for (const name of names.toReversed()) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'copy.pem'), pem);
    }
    writeFileSync(join(folder, 'cut.cer'), second.certificate.der.subarray(0, 200));
    writeFileSync(join(folder, 'cut.bin'), second.certificate.der.subarray(0, 190));
    discovery.start([folder], { lookFor: null });
    await discovery.ended();
    const { rows } = await discovery.results(everything);
    expect(rows.map(({ state, diagnosis, copies }) => [state, diagnosis, copies])).toEqual([
      ['new', null, 25],
      ['not-read', 'damaged', 1],
    ]);
    expect(rows[0]?.paths).toEqual(names.slice(0, 20).map((name) => join(folder, name, 'copy.pem')));
  });

  test('[L01] masks identity numbers in names on screen, and keeps them whole for scripts', async () => {
    const { discovery } = startSearches();
    discovery.start([folderWith(0)], { lookFor: second.sha256 });
    await discovery.ended();
    const [row] = (await discovery.results(everything)).rows;
    expect(row?.fileName).toBe('1101**********1234.cer');
    expect(row?.paths[0]).toContain('1101**********1234.cer');
    expect(discovery.pathsOf(row?.id ?? '')[0]).toContain('110101199001011234.cer');
  });

  test('[E08] leaves out files that surely hold other certificates when it looks for one', async () => {
    const { discovery } = startSearches();
    discovery.start([folderWith(0)], { lookFor: first.sha256 });
    await discovery.ended();
    const { rows, lookFor } = await discovery.results(everything);
    expect(lookFor).toBe(first.sha256);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ copies: 2, certificates: [{ sha256: first.sha256 }] });
  });

  test('[D03] imports the chosen files, and reports a changed one without stopping', async () => {
    const { discovery } = startSearches();
    const folder = folderWith(0);
    discovery.start([folder], { lookFor: null });
    await discovery.ended();
    const { rows } = await discovery.results(everything);
    writeFileSync(join(folder, '110101199001011234.cer'), 'something else');
    const done = await discovery.import({ ids: rows.map(({ id }) => id) }, run);
    expect(done).toMatchObject({ added: 1, known: 0, keysAdded: 0, notImported: [{ code: 'file-unreadable' }] });
    expect((await discovery.results(everything)).counts).toMatchObject({ known: 1, new: 1 });
    await expect(discovery.import({ ids: ['0'.repeat(64)] }, run)).resolves.toMatchObject({
      notImported: [{ code: 'draft-expired' }],
    });
  });

  test('[D03] fits the largest number of files into one message, and answers each', async () => {
    const { discovery } = startSearches();
    const ids = Array.from({ length: maxFoundImport }, (_each, index) => index.toString(16).padStart(64, '0'));
    const { input, maxBytes } = definitionOf('discovery.import');
    expect(input.safeParse({ ids }).success).toBe(true);
    expect(input.safeParse({ ids: [...ids, 'f'.repeat(64)] }).success).toBe(false);
    expect(JSON.stringify({ ids }).length).toBeLessThan(maxBytes);
    const { notImported } = await discovery.import({ ids }, run);
    expect(notImported.map(({ id }) => id)).toEqual(ids);
  });

  test('[D03] [K01] stops the import when a later program migrated the vault meanwhile', async () => {
    const { discovery, vault } = startSearches();
    await vault.requireOrCreate();
    discovery.start([folderWith(0)], { lookFor: null });
    await discovery.ended();
    const ids = (await discovery.results(everything)).rows.map(({ id }) => id);
    editVault(vault.folder, `PRAGMA user_version = ${currentSchemaVersion + 1}`);
    await expect(discovery.import({ ids }, run)).rejects.toMatchObject({ code: 'vault-newer' });
  });

  test('[D03] opens a file as a draft, from its copy if the first is gone', async () => {
    const { discovery, imports } = startSearches();
    const folder = folderWith(0);
    discovery.start([folder], { lookFor: first.sha256 });
    await discovery.ended();
    const [row] = (await discovery.results(everything)).rows;
    rmSync(join(folder, 'a.txt'));
    const { draftId } = await discovery.openDraft({ id: row?.id ?? '' });
    const { report } = await imports.inspect({ draftId, password: null });
    expect(report.certificates[0]?.sha256).toBe(first.sha256);
    rmSync(join(folder, 'sub'), { recursive: true });
    await expect(discovery.openDraft({ id: row?.id ?? '' })).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  test('pauses and resumes', async () => {
    const { discovery, counted } = startSearches();
    discovery.start([folderWith(0)], { lookFor: null });
    discovery.pause();
    // The child reports counts four times a second, even while paused.
    await expect.poll(() => counted.length, { timeout: 15_000 }).toBe(3);
    expect(discovery.progress()).toMatchObject({ state: 'paused', files: 0 });
    discovery.resume();
    await discovery.ended();
    expect(discovery.progress()).toMatchObject({ state: 'done', files: 3, found: 2 });
  });

  test('ends at once when cancelled while paused', async () => {
    const { discovery } = startSearches();
    discovery.start([folderWith(0)], { lookFor: null });
    discovery.pause();
    discovery.cancel();
    await discovery.ended();
    expect(discovery.progress()).toMatchObject({ state: 'cancelled', files: 0 });
  });

  // `npm run bench -- --scan` measures how soon a cancelled search ends.
  test('keeps its counts and results when cancelled', async () => {
    const { discovery, counted } = startSearches();
    discovery.onFound(() => discovery.cancel());
    discovery.start([folderWith(6000)], { lookFor: null });
    await discovery.ended();
    const { state, files, found } = discovery.progress();
    expect(state).toBe('cancelled');
    expect(found).toBeGreaterThan(0);
    expect(files).toBe(counted.at(-1)?.files ?? 0);
  });

  test('ends with an error, not as cancelled, when its child is lost', async () => {
    const { discovery, children } = startSearches();
    discovery.start([folderWith(0)], { lookFor: null });
    discovery.pause();
    const ended = discovery.ended();
    children[0]?.kill();
    await expect(ended).rejects.toMatchObject({ code: 'internal' });
    expect(discovery.progress().state).toBe('failed');
  });
});
