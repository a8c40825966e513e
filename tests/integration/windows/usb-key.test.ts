// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { buildWindowsTokens } from '../../../scripts/pack/windows-tokens.ts';
import { hasTool } from '../../support/openssl/openssl.ts';
import { makeMinimalToken, type MinimalToken } from '../../support/tokens/modules/broken-modules/minimal-token.ts';
import { windowsCli, type WindowsCli } from '../../support/wine/windows-cli.ts';
import { setUpWine, wineIsMissing } from '../../support/wine/wine-node.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'certsteward-windows-tokens-'));
const missing =
  wineIsMissing() ?? (hasTool('x86_64-w64-mingw32-g++') ? null : 'the compiler g++-mingw-w64-x86-64-win32 is missing');
let world: { readonly windows: WindowsCli; readonly token: MinimalToken } | null = null;

beforeAll(() => {
  const program = missing === null ? setUpWine(folder) : null;
  if (program === null) return;
  const binding = join(folder, 'node_modules/pkcs11js');
  cpSync(join(root, 'node_modules/pkcs11js'), binding, { recursive: true, filter: (name) => !name.endsWith('/build') });
  buildWindowsTokens(join(binding, 'build/Release'));
  const windows = windowsCli(program);
  mkdirSync(join(windows.folder, 'token'));
  const token = makeMinimalToken({
    folder: join(windows.folder, 'token'),
    onWindows: (file) => `C:\\t\\token\\${file.split('/').at(-1)}`,
  });
  const added = windows.run([
    'tokens',
    'modules',
    'add',
    'C:\\t\\token\\minimal.dll',
    '--yes',
    '--vault',
    'C:\\t\\vault',
  ]);
  if (added.code !== 0) throw new Error(added.stderr);
  world = { windows, token };
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly ok: boolean;
  readonly value?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly details: object };
}

function asking(context: TestContext) {
  if (world === null) return context.skip(missing ?? 'Wine’s Node could not be set up here');
  const { windows, token } = world;
  const module = ['--module', 'C:\\t\\token\\minimal.dll', '--vault', 'C:\\t\\vault', '--json', '--quiet'];
  const ask = (...words: string[]): Answer => {
    const { stdout, stderr } = windows.run([...words, ...module]);
    if (!stdout.startsWith('{')) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`);
    return JSON.parse(stdout) as Answer;
  };
  const secret = (name: string, value: string): string => {
    writeFileSync(join(windows.folder, name), value);
    return `C:\\t\\${name}`;
  };
  return { ask, secret, token };
}

const serial = ['--token', '0001'];

test('[T01] [T02] a USB Key is listed on Windows, with its objects', (context) => {
  const { ask } = asking(context);
  expect(ask('tokens', 'list')).toMatchObject({
    ok: true,
    value: { tokens: [{ label: 'Minimal token', serial: '0001' }] },
  });
  expect(ask('tokens', 'objects', ...serial)).toMatchObject({ ok: true });
}, 120_000);

test('[T05] [T08] changes the PIN on Windows; a wrong PIN takes one try until the next right one', (context) => {
  const { ask, secret, token } = asking(context);
  const [wrong, right, next] = [secret('wrong', '999999'), secret('right', token.pin), secret('next', '654321')];
  expect(ask('tokens', 'pin', 'change', ...serial, '--pin-file', wrong, '--new-pin-file', next).error?.code).toBe(
    'wrong-pin',
  );
  expect({ attempts: token.attempts(), triesLeft: token.triesLeft() }).toEqual({ attempts: 1, triesLeft: 2 });
  expect(ask('tokens', 'pin', 'change', ...serial, '--pin-file', right, '--new-pin-file', next)).toMatchObject({
    ok: true,
  });
  expect({ pinNow: token.pinNow(), triesLeft: token.triesLeft() }).toEqual({ pinNow: '654321', triesLeft: 3 });
}, 120_000);

test('[T11] reports a module that crashes on Windows, and the next call works', (context) => {
  const { ask, token } = asking(context);
  for (const fault of ['abort', 'segv'] as const) {
    token.trip('C_GetTokenInfo', 'before', fault);
    const { error } = ask('tokens', 'objects', ...serial);
    expect(error?.code, fault).toMatch(/^(token-module-failed|token-not-found)$/);
    token.disarm();
    expect(ask('tokens', 'list')).toMatchObject({ ok: true });
  }
}, 180_000);

test('[T01] [P06] reports that pkcs11js is compiled for another system', (context) => {
  const { ask } = asking(context);
  const file = join(folder, 'node_modules/pkcs11js/build/Release/pkcs11.node');
  const kept = readFileSync(file);
  cpSync(join(root, 'node_modules/pkcs11js/build/Release/pkcs11.node'), file);
  try {
    expect(ask('tokens', 'list').error).toMatchObject({
      code: 'tokens-unavailable',
      details: { reason: 'pkcs11js is compiled for another system' },
    });
  } finally {
    writeFileSync(file, kept);
  }
}, 60_000);
