// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { buildWindowsTokens } from '../../../scripts/pack/windows-tokens.ts';
import { whyNoWindows } from '../../../scripts/test/windows-node.mjs';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { makeMinimalToken, type MinimalToken } from '../../support/tokens/modules/broken-modules/minimal-token.ts';
import { inChinese } from '../../support/wine/chinese-windows.ts';
import { windowsCli, type WindowsCli } from '../../support/wine/windows-cli.ts';
import { setUpWine, wineIsMissing } from '../../support/wine/wine-node.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'certsteward-chinese-windows-'));
let missing = wineIsMissing() ?? whyNoWindows();
const transcript: string[] = [];
let world: { readonly windows: WindowsCli; readonly token: MinimalToken; readonly sha256: string } | null = null;

const secrets = {
  passphrase: '我的主密码 long enough 42',
  password: 'correct horse',
  other: 'the other computer, long enough 43',
  pin: '123456',
  'new-pin': '654321',
  code: 'demo',
};
const recoveryCode = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){8}\b/g;

beforeAll(() => {
  const program = missing === null ? setUpWine(folder) : null;
  if (program === null) return;
  const chinese = inChinese(program);
  if (chinese === null) {
    missing = 'the package locales is missing: no Chinese Windows';
    return;
  }
  const binding = join(folder, 'node_modules/pkcs11js');
  cpSync(join(root, 'node_modules/pkcs11js'), binding, { recursive: true, filter: (name) => !name.endsWith('/build') });
  buildWindowsTokens(join(binding, 'build/Release'));
  const windows = windowsCli(chinese);
  for (const name of ['下载', 'token', 'backups']) mkdirSync(join(windows.folder, name));
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(windows.folder, name), value);
  const identity = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三/O=测试银行/C=CN', key: ['rsa:2048'] });
  cpSync(identity.p12, join(windows.folder, '下载/张三.p12'));
  const token = makeMinimalToken({
    folder: join(windows.folder, 'token'),
    label: 'Bank key',
    onWindows: (file) => `C:\\t\\token\\${file.split('/').at(-1)}`,
  });
  world = { windows, token, sha256: identity.sha256 };
}, 300_000);
afterAll(() => {
  console.log(transcript.join('\n'));
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => `C:\\t\\${name}`;
const vault = ['--vault', file('vault')];
const unlock = ['--passphrase-file', file('passphrase')];

function onWindows(context: TestContext) {
  if (world === null) return context.skip(missing ?? 'Wine’s Node could not be set up here');
  const { windows, token, sha256 } = world;
  /** Runs a command that must exit with `code`. */
  const say = (code: number, ...words: readonly string[]): string => {
    const answer = windows.run(words);
    const text = `${answer.stderr}${answer.stdout}`.replaceAll('\r', '').trimEnd();
    const shown = text.replaceAll(recoveryCode, '(恢复码)');
    transcript.push(`C:\\t> certsteward ${words.join(' ')}`, shown, `(${answer.code})`, '');
    expect(answer.code, `${words[0]} ${text}`).toEqual(code);
    expect(text).toMatch(/\p{Script=Han}/u);
    return text;
  };
  const rows = (): { sha256: string; status: string; displayName: string }[] => {
    const { stdout } = windows.run(['list', '--json', ...vault]);
    const { value } = JSON.parse(stdout) as {
      value: { certificates: { sha256: string; status: string; displayName: string }[] };
    };
    return value.certificates;
  };
  return { windows, token, sha256, id: sha256.slice(0, 16), say, rows };
}

test('[A01] [K01] creates a vault on a Chinese Windows and imports a file from the bank', (context) => {
  const { say, id } = onWindows(context);
  expect(say(0, 'vault', 'init', ...unlock, ...vault)).toMatch(recoveryCode);
  say(0, 'import', file('下载\\张三.p12'), '--password-file', file('password'), ...unlock, ...vault);
  expect(say(0, 'list', ...vault)).toContain('张三');
  expect(say(0, 'show', id, ...vault)).toContain('测试银行');
}, 120_000);

test('[S04] installs the certificate into windows:MY, where its key signs', (context) => {
  const { say, id } = onWindows(context);
  expect(say(0, 'stores', 'list', ...vault)).toContain('windows:MY');
  say(0, 'stores', 'install', id, '--to', 'windows:MY', '--yes', '--force', ...unlock, ...vault);
  say(0, 'stores', 'test', id, '--store', 'windows:MY', ...vault);
}, 120_000);

test('[B01] [B02] [B04] backs up, verifies the backup and restores it into another vault', (context) => {
  const { say, windows } = onWindows(context);
  say(0, 'backup', 'create', '--to', file('backups'), ...unlock, ...vault);
  const [made = ''] = readdirSync(join(windows.folder, 'backups'));
  const backup = file(`backups\\${made}`);
  say(0, 'backup', 'verify', backup, ...unlock, ...vault);
  const other = ['--vault', file('other-vault')];
  const opens = ['--password-file', file('passphrase'), '--passphrase-file', file('other')];
  expect(say(0, 'backup', 'restore', backup, ...opens, ...other)).toMatch(recoveryCode);
  expect(say(0, 'list', ...other)).toContain('张三');
}, 180_000);

test('[E04] [E07] [R05] applies for a certificate over EST at demo-ca and renews it', async (context) => {
  const { say, windows, rows } = onWindows(context);
  const demo = await windows.start(['demo-ca', '--json', '-o', file('demo.json')]);
  try {
    expect(JSON.parse(demo.stdout)).toMatchObject({ ok: true });
    const subject = ['--subject', 'CN=李四,C=CN'];
    say(
      0,
      'enrol',
      '--profile',
      file('demo.json'),
      ...subject,
      '--yes',
      '--code-file',
      file('code'),
      ...unlock,
      ...vault,
    );
    const first = rows().find(({ displayName }) => displayName === '李四')?.sha256 ?? '';
    expect(say(10, 'check', ...vault)).toContain('李四');
    say(0, 'renew', first.slice(0, 16), '--yes', ...unlock, ...vault);
    const both = rows().filter(({ displayName }) => displayName === '李四');
    expect(both.map(({ status }) => status).toSorted()).toEqual(['superseded', 'valid']);
  } finally {
    demo.stop();
  }
}, 240_000);

test('[T01] [T05] lists a USB Key and changes its PIN', (context) => {
  const { say, token } = onWindows(context);
  const dll = file('token\\minimal.dll');
  say(0, 'tokens', 'modules', 'add', dll, '--yes', ...vault);
  expect(say(0, 'tokens', 'list', '--module', dll, ...vault)).toContain('Bank key');
  const pins = ['--pin-file', file('pin'), '--new-pin-file', file('new-pin')];
  say(0, 'tokens', 'pin', 'change', '--token', '0001', '--module', dll, ...pins, ...vault);
  expect({ pinNow: token.pinNow(), triesLeft: token.triesLeft() }).toEqual({
    pinNow: secrets['new-pin'],
    triesLeft: 3,
  });
  say(3, 'tokens', 'pin', 'change', '--token', '0001', '--module', dll, ...pins, ...vault);
}, 180_000);

test('[X04] the output of the commands contains no secret', (context) => {
  onWindows(context);
  const said = transcript.join('\n');
  const { code: _, ...canaries } = secrets;
  for (const [name, value] of Object.entries(canaries)) expect(said.includes(value), name).toBe(false);
  expect(said.match(/\(恢复码\)/g)).toHaveLength(2);
});
