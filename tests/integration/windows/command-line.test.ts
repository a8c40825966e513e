// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { setUpWine, wineIsMissing } from '../../support/wine/wine-node.ts';
import { windowsCli, type WindowsCli } from '../../support/wine/windows-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'certsteward-windows-'));
const missing = wineIsMissing();
let windows: WindowsCli | null = null;

beforeAll(() => {
  const program = missing === null ? setUpWine(folder) : null;
  if (program === null) return;
  windows = windowsCli(program);
  const { certificate } = makeIdentityFiles(folder, 'zhang', { subject: '/CN=Zhang', key: ['rsa:2048'] });
  for (const name of ['Downloads', 'other']) {
    mkdirSync(join(windows.folder, name));
    copyFileSync(certificate, join(windows.folder, name, `${name}.pem`));
  }
  writeFileSync(join(windows.folder, 'passphrase'), passphrase);
  const made = windows.run(['vault', 'init', '--passphrase-file', 'C:\\t\\passphrase', ...vault]);
  if (made.code !== 0) throw new Error(made.stderr);
  const added = windows.run(['import', 'C:\\t\\Downloads\\Downloads.pem', ...vault]);
  if (added.code !== 0) throw new Error(added.stderr);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const passphrase = 'correct horse battery staple 42';
const vault = ['--vault', 'C:\\t\\vault'];

function onWindows(context: TestContext): WindowsCli {
  if (windows === null) return context.skip(missing ?? 'Wine’s Node could not be set up here');
  return windows;
}

interface Answer {
  readonly ok: boolean;
  readonly value?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly details?: Record<string, unknown> };
}

function answers(stdout: string): Answer[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Answer);
}

function theCertificate(cli: WindowsCli): string {
  const [answer] = answers(cli.run(['list', '--json', ...vault]).stdout);
  const rows = answer?.value?.['certificates'] as { sha256: string }[] | undefined;
  return rows?.[0]?.sha256 ?? '';
}

test('[D01] a search on Windows names each file once and skips the vault under any spelling', (context) => {
  const cli = onWindows(context);
  copyFileSync(join(cli.folder, 'other/other.pem'), join(cli.folder, 'vault/inside.pem'));
  const { stdout } = cli.run(['scan', 'C:\\t', 'c:/T/downloads', '--json', '--quiet', '--vault', 'c:\\T\\VAULT']);
  rmSync(join(cli.folder, 'vault/inside.pem'));
  const [found] = answers(stdout);
  expect(found?.value).toMatchObject({ copies: 2 });
  const paths = found?.value?.['paths'] as string[] | undefined;
  expect(paths?.toSorted()).toEqual(['C:\\t\\Downloads\\Downloads.pem', 'C:\\t\\other\\other.pem']);
}, 60_000);

test('[K08] reports vault-busy while another program has the vault open on Windows', async (context) => {
  const cli = onWindows(context);
  const list = (): Answer[] => answers(cli.run(['list', '--json', ...vault]).stdout);
  const nothing = await cli.whileHeld('C:\\t\\vault\\vault.sqlite', 0, list);
  expect(nothing[0]?.error?.code).toBe('vault-busy');
  const words = ['set', theCertificate(cli), '--note', 'x', '--json', ...vault];
  const shareReading = 1;
  const note = (): Answer[] => answers(cli.run(words).stdout);
  const reading = await cli.whileHeld('C:\\t\\vault\\vault.sqlite', shareReading, note);
  expect(reading[0]?.error?.code).toBe('vault-busy');
  expect(note()).toMatchObject([{ ok: true }]);
}, 120_000);

test('[F06] refuses an export over a file that is open in another program', async (context) => {
  const cli = onWindows(context);
  const file = join(cli.folder, 'open.pem');
  writeFileSync(file, 'open elsewhere');
  const id = theCertificate(cli);
  const words = ['export', id, '--format', 'pem', '-o', 'C:\\t\\open.pem', '--yes', '--json', ...vault];
  const shareBoth = 3;
  const refused = await cli.whileHeld('C:\\t\\open.pem', shareBoth, () => answers(cli.run(words).stdout));
  expect(refused[0]?.error).toMatchObject({ code: 'destination-refused', details: { reason: 'in-use' } });
  expect(readFileSync(file, 'utf8')).toBe('open elsewhere');
  expect(answers(cli.run(words).stdout)[0]?.error).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toContain('BEGIN CERTIFICATE');
}, 120_000);

test('[X12] writes to no device name, trailing dot or stream on Windows', (context) => {
  const cli = onWindows(context);
  const id = theCertificate(cli);
  for (const name of ['CON', 'nul', 'aux.pem', 'trail.', 'stream.pem:x']) {
    const { stdout } = cli.run(['export', id, '--format', 'pem', '-o', `C:\\t\\${name}`, '--json', ...vault]);
    expect(answers(stdout)[0]?.error, name).toMatchObject({
      code: 'destination-refused',
      details: { reason: 'reserved-name' },
    });
  }
}, 120_000);

test('[K01] expands file patterns in cmd, and ignores the trailing space of echo', (context) => {
  const cli = onWindows(context);
  const { stdout } = cli.cmd('certsteward inspect C:\\t\\other\\*.PEM --json');
  expect(answers(stdout)).toMatchObject([{ ok: true }]);
  const opened = cli.cmd(
    `echo ${passphrase} | certsteward vault unlock --passphrase-stdin --json --vault C:\\t\\vault`,
  );
  expect(answers(opened.stdout)[0]?.error).toBeUndefined();
}, 60_000);

test('[D01] reads the user’s folders, the drives and the cloud state of files from Windows', (context) => {
  const cli = onWindows(context);
  for (const name of ['windows-places.ts', 'cloud-files.ts']) {
    copyFileSync(join(import.meta.dirname, '../../../main/discovery/child', name), join(folder, name));
  }
  const answer = cli.node(`
    import { loadIsInCloud } from './cloud-files.ts';
    import { windowsPlaces } from './windows-places.ts';
    const isInCloud = loadIsInCloud();
    const [here, gone] = ['C:\\\\t\\\\passphrase', 'C:\\\\gone'].map(isInCloud);
    console.log(JSON.stringify({ ...windowsPlaces(), here, gone }));
  `);
  expect(answer.stderr).not.toMatch(/Error/);
  expect(JSON.parse(answer.stdout.slice(answer.stdout.indexOf('{')))).toMatchObject({
    desktop: expect.stringMatching(/^C:\\users\\.*\\Desktop$/i),
    documents: expect.stringMatching(/^C:\\users\\/i),
    downloads: expect.stringMatching(/^C:\\users\\.*\\Downloads$/i),
    drives: expect.arrayContaining(['Z:\\']),
    here: false,
    gone: false,
  });
}, 60_000);
