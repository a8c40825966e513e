// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTool } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const hasGio = hasTool('gio');
// A home's trash only takes files from the same file system.
const folder = mkdtempSync(join(homedir(), '.cs-cli-originals-'));
const at = (...names: string[]): string => join(folder, ...names);
const environment = () => ({ HOME: folder, XDG_DATA_HOME: at('data') });

async function cli(...argv: string[]) {
  const { code, json } = await runCli([...argv, '--json', '--vault', at('vault')], { environment: environment() });
  return { code, value: json?.value, error: json?.error?.code };
}

beforeAll(async () => {
  mkdirSync(at('data'));
  mkdirSync(at('backups'));
  writeFileSync(at('passphrase'), 'a passphrase of four words');
  for (const name of ['zhang', 'changed', 'later']) {
    const { p12, password } = makeIdentityFiles(folder, name, { subject: `/CN=${name}` });
    writeFileSync(at(`${name}.password`), password);
    const before = new Date(Date.now() - 60_000);
    utimesSync(p12, before, before);
    if (name === 'later') continue;
    await cli('import', p12, '--password-file', at(`${name}.password`), '--passphrase-file', at('passphrase'));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[A01] [D05] backup originals', () => {
  test('lists nothing before a backup, then the imported files it covers, except changed ones', async () => {
    expect((await cli('backup', 'originals')).value).toMatchObject({ files: [], backup: null });
    await setTimeout(30);
    appendFileSync(at('changed.p12'), 'x');
    await cli('backup', 'create', '--to', at('backups'), '--passphrase-file', at('passphrase'));
    await cli('import', at('later.p12'), '--password-file', at('later.password'));
    const { value } = await cli('backup', 'originals');
    expect(value).toMatchObject({ files: [at('zhang.p12')], trashed: [], backup: { problem: null } });
    expect(existsSync(at('zhang.p12'))).toBe(true);
  });

  test.skipIf(!hasGio)(
    'moves them to the trash, unchanged, when --trash is given and confirmed with --yes',
    async () => {
      const whole = readFileSync(at('zhang.p12'));
      expect(await cli('backup', 'originals', '--trash')).toMatchObject({ code: 7, error: 'not-confirmed' });
      expect(existsSync(at('zhang.p12'))).toBe(true);
      const { code, value } = await cli('backup', 'originals', '--trash', '--yes');
      expect({ code, trashed: value?.trashed }).toEqual({ code: 0, trashed: [at('zhang.p12')] });
      expect(existsSync(at('zhang.p12'))).toBe(false);
      const listed = execFileSync('find', [folder, '-path', '*/files/zhang.p12'], { encoding: 'utf8' }).trim();
      expect(readFileSync(listed)).toEqual(whole);
      expect((await cli('backup', 'originals')).value.files).toEqual([]);
    },
  );
});
