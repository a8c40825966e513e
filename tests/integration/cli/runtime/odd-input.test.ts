// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-odd-'));
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  const good = makeIdentityFiles(folder, 'good', { subject: '/CN=good' });
  writeFileSync(at('right'), good.password);
  writeFileSync(at('nothing'), '');
  await runCli(['import', good.p12, '--password-file', at('right'), '--vault', at('vault')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function goodId(): Promise<string> {
  const { json } = await runCli(['list', '--json', '--vault', at('vault')]);
  const certificates: { sha256: string }[] = json?.value.certificates ?? [];
  return certificates[0]?.sha256 ?? '';
}

describe('[A01] odd input on the command line', () => {
  test('[K02] a key that the vault cannot store is refused with its algorithm', async () => {
    // Keys are indexed by their public key, which CertSteward can't derive for DSA.
    const parameters = ['-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024'];
    execFileSync('openssl', ['genpkey', ...parameters, '-out', at('dsa')], { stdio: 'ignore' });
    execFileSync('openssl', ['genpkey', '-paramfile', at('dsa'), '-out', at('rare.pem')], { stdio: 'ignore' });
    const argv = ['import', at('rare.pem'), '--json', '--vault'];
    const answer = await runCli([...argv, at('vault')]);
    expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({
      exitCode: 4,
      error: 'unsupported-algorithm',
    });
    expect(answer.json?.error?.details['algorithm']).toMatch(/\S/);
    // The vault existed before the commit failed; without its recovery code it could never be opened.
    const first = await runCli([...argv, at('rare')]);
    expect({ exitCode: first.code, error: first.json?.value.failed[0].code }).toEqual({
      exitCode: 4,
      error: 'unsupported-algorithm',
    });
    expect(first.json?.value.vaultCreated.recoveryCode).toMatch(/^[0-9A-Z-]{44}$/);
  });

  test('[K01] a refused empty passphrase leaves no half-made vault behind', async () => {
    const argv = ['vault', 'init', '--json', '--vault', at('half')];
    const refused = await runCli([...argv, '--passphrase-file', at('nothing')]);
    expect({ exitCode: refused.code, error: refused.json?.error?.code }).toEqual({
      exitCode: 3,
      error: 'secret-required',
    });
    expect(existsSync(at('half'))).toBe(false);
    expect((await runCli(argv)).code).toBe(0);
  });

  test('[K01] two simultaneous first imports both succeed and print one recovery code', async () => {
    const argv = ['import', at('good.p12'), '--password-file', at('right'), '--json', '--vault', at('race')];
    const answers = await Promise.all([runCli(argv), runCli(argv)]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0]);
    expect(answers.filter(({ json }) => json?.value.vaultCreated !== undefined)).toHaveLength(1);
  });

  test('[K06] set refuses a label, place or note that is too long', async () => {
    const id = await goodId();
    const long = ['label', 'place'].map((name) => [`--${name}`, '长'.repeat(201)]);
    for (const [option = '', text = ''] of [...long, ['--note', 'n'.repeat(10_001)]]) {
      const answer = await runCli(['set', id, option, text, '--json', '--vault', at('vault')]);
      expect({ code: answer.code, option: answer.json?.error?.details['option'] }).toEqual({ code: 2, option });
    }
  });

  test('[K06] set refuses an invalid tag before it tries a secret', async () => {
    const secret = ['--passphrase-file', at('right'), '--json', '--vault', at('vault')];
    const many = Array.from({ length: 51 }, (_, index) => `+t${index}`).join(',');
    for (const tag of ['+', '长'.repeat(61), many]) {
      const answer = await runCli(['set', await goodId(), '--tag', tag, ...secret]);
      expect({ code: answer.code, option: answer.json?.error?.details['option'] }).toEqual({
        code: 2,
        option: '--tag',
      });
    }
  });

  test.each([
    ['a file where the folder should be', 'file', 'destination-unwritable'],
    ['a folder where vault.sqlite should be', 'folder', 'file-unreadable'],
  ])('[K08] %s is reported as an error', async (_what, name, code) => {
    mkdirSync(at('folder/vault.sqlite'), { recursive: true });
    writeFileSync(at('file'), '');
    const answer = await runCli(['import', at('good.pem'), '--json', '--vault', at(name)]);
    expect(answer.json?.error?.code).toBe(code);
  });

  test('[K08] vault init in a folder that cannot be created fails instead of hanging', () => {
    const argv = [cliBundle, 'vault', 'init', '--json', '--vault', '/proc/none/vault'];
    const made = spawnSync(process.execPath, argv, { timeout: 20_000 });
    expect({ signal: made.signal, status: made.status }).toEqual({ signal: null, status: 1 });
    expect(made.stdout.toString()).toContain('"code":"destination-unwritable"');
  });

  test('an empty --vault is a usage error and does not mean the current folder', async () => {
    const answer = await runCli(['vault', 'status', '--json', '--vault', '']);
    expect({ code: answer.code, option: answer.json?.error?.details['option'] }).toEqual({
      code: 2,
      option: '--vault',
    });
  });

  test('[F04] an unreadable file is named in the JSON answer and in the text', async () => {
    const argv = ['import', at('good.p12'), at('none.p12'), '--password-file', at('right'), '--vault', at('vault')];
    const answer = await runCli([...argv, '--json']);
    expect(answer.code).toBe(6);
    expect(answer.json?.value.failed).toEqual([{ file: at('none.p12'), code: 'file-unreadable' }]);
    expect((await runCli(argv)).stdout).toContain(at('none.p12'));
    const inspected = await runCli(['inspect', at('none.p12'), '--json']);
    expect(inspected.json?.error?.details['file']).toBe(at('none.p12'));
  });

  test('[A01] a usage error and a UTF-16 password are explained on standard error', async () => {
    expect((await runCli(['list', '--status', 'fine'])).stderr).toContain('--status');
    writeFileSync(at('utf16'), Buffer.from('\ufeffcorrect horse', 'utf16le'));
    const answer = await runCli(['inspect', at('good.p12'), '--password-file', at('utf16')]);
    expect(answer.stderr).toMatch(/utf-16/i);
  });

  test('[A01] a full disk behind standard output is reported without a stack trace', async () => {
    const argv = [cliBundle, 'list', '--vault', at('vault')];
    const full = spawnSync(process.execPath, argv, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
    expect({ status: full.status, stderr: full.stderr.toString() }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^The disk is full[^\n]*\n$/),
    });
  });

  test('[A01] a usage error names the wrong argument, never the folder of the vault', async () => {
    const details = async (...argv: string[]) => (await runCli([...argv, '--json'])).json?.error?.details;
    const named = async (...argv: string[]) => (await details(...argv))?.['argument'];
    expect(await named('import', '--vault', at('vault'))).toBe('FILE|DIR…');
    expect(await named('trash', '--vault', at('vault'))).toBe('trash');
    expect(await details()).toEqual({ reason: 'missing-command' });
    expect(await details('--verison')).toMatchObject({ option: '--verison', suggestion: '--version' });
    expect(await named('set', 'label:x', '--vault', at('vault'))).toBe('--label | --place | --note | --tag');
  });

  test('vault unlock without a secret reports that it is missing', async () => {
    const answer = await runCli(['vault', 'unlock', '--json', '--vault', at('vault')]);
    expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({
      exitCode: 3,
      error: 'secret-missing',
    });
  });

  test('[F05] inspect --batch reads a list that begins with a UTF-8 byte order mark', async () => {
    writeFileSync(at('marked.jsonl'), `\ufeff${JSON.stringify({ file: at('good.p12'), password: null })}\r\n`);
    const answer = await runCli(['inspect', '--batch', at('marked.jsonl'), '--json']);
    expect(answer.json?.value.diagnosis.code).toBe('needs-password');
  });

  test('[F05] inspect --batch counts empty lines in the line number of an error', async () => {
    writeFileSync(at('gap.jsonl'), `${JSON.stringify({ file: at('good.p12'), password: null })}\n\nnot JSON\n`);
    const answer = await runCli(['inspect', '--batch', at('gap.jsonl'), '--json']);
    expect(answer.json).toMatchObject({ error: { code: 'usage', details: { line: 3 } } });
  });

  test('[A03] import completes although the reader of its output closed the pipes', async () => {
    const argv = ['import', at('good.p12'), '--password-file', at('right'), '--json', '--vault', at('deaf')];
    const child = spawn(process.execPath, [cliBundle, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    child.stderr.destroy();
    const code = await new Promise((done) => child.once('close', done));
    expect(code).toBe(0);
    const { json } = await runCli(['vault', 'status', '--json', '--vault', at('deaf')]);
    expect(json?.value.certificates).toBe(1);
  });
});
