// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli, type CliAnswer } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-import-opens-'));
const at = (...names: string[]): string => join(folder, ...names);
const here = async (...argv: readonly string[]) =>
  runCli([...argv, '--json', '--yes', '--vault', at('vault')], { environment: { HOME: folder } });
const listed = async (): Promise<string[]> =>
  (await here('list')).json?.value.certificates.map(({ sha256 }: { sha256: string }) => sha256);

let identities: readonly IdentityFiles[] = [];
const passwordOf = (name: string): readonly string[] => ['--password-file', at(`${name}.password`)];

beforeAll(async () => {
  identities = ['first', 'one', 'two', 'three', 'four'].map((name) =>
    makeIdentityFiles(folder, name, { subject: `/CN=${name}` }),
  );
  writeFileSync(at('passphrase'), 'correct horse battery');
  writeFileSync(at('wrong'), 'wrong');
  await here('import', at('first.p12'), ...passwordOf('first'), '--passphrase-file', at('passphrase'));
  mkdirSync(at('found'));
  execFileSync('cp', [at('two.p12'), at('found')]);
  mkdirSync(at('.pki/nssdb'), { recursive: true });
  const database = ['-d', `sql:${at('.pki/nssdb')}`];
  execFileSync('certutil', ['-N', '--empty-password', ...database]);
  execFileSync('pk12util', ['-i', at('three.p12'), '-w', at('three.password'), ...database]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The exit code, and the error or failed import. `scan` prints a line per file. */
async function outcomeOf(argv: readonly string[]) {
  const { code, stdout } = await here(...argv);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CliAnswer);
  const refused = answers.find(({ ok }) => !ok)?.error?.code;
  return [code, refused ?? answers.find(({ value }) => value?.import !== undefined)?.value.import.failed];
}

describe('[A01] [K03] [K07] a passphrase given with an import unlocks an existing vault first', () => {
  test.each([
    ['import', 1, () => [at('one.p12'), ...passwordOf('one')]],
    ['scan', 2, () => [at('found'), '--import', ...passwordOf('two')]],
    ['stores import', 3, () => [identities[3]?.sha256 ?? '', '--from', 'chromium']],
  ] as const)('%s: a wrong one imports nothing, the right one seals the import at once', async (name, index, words) => {
    const argv = [...name.split(' '), ...words()];
    const sha256 = identities[index]?.sha256;
    expect(await outcomeOf([...argv, '--passphrase-file', at('wrong')])).toEqual([3, 'wrong-secret']);
    expect(await listed()).not.toContain(sha256);
    expect(await outcomeOf([...argv, '--passphrase-file', at('passphrase')])).toEqual([0, undefined]);
    expect(await listed()).toContain(sha256);
    // All entries are sealed, but verifying the seal takes a secret.
    expect((await here('log', 'verify')).json?.value.seal).toBe('unknown');
  });

  test('import without one succeeds and leaves the vault locked', async () => {
    expect((await here('import', at('four.pem'))).json?.value.items).toMatchObject([
      { added: [identities[4]?.sha256] },
    ]);
    expect((await here('log', 'verify')).json?.value.seal).toBe('unsealed');
  });
});
