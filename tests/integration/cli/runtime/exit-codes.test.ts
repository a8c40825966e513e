// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-exit-'));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  const good = makeIdentityFiles(folder, 'good', { subject: '/CN=good' });
  writeFileSync(at('right'), good.password);
  writeFileSync(at('wrong'), 'nothing like it');
  writeFileSync(at('utf16'), Buffer.from('\ufeffcorrect horse', 'utf16le'));
  writeFileSync(at('truncated.p12'), readFileSync(good.p12).subarray(0, 700));
  writeFileSync(at('letter.p12'), 'Dear bank,\n\nplease find my certificate attached.\n');
  writeFileSync(at('empty.p12'), '');
  const camellia = ['-certpbe', 'CAMELLIA-256-CBC', '-keypbe', 'CAMELLIA-256-CBC'];
  makeIdentityFiles(folder, 'camellia', { subject: '/CN=camellia', exportOptions: camellia });
  mkdirSync(at('mixed'));
  execFileSync('cp', [good.p12, at('letter.p12'), at('truncated.p12'), at('mixed')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('[A01] exit codes and answers', () => {
  test.each([
    ['opened', 0, ['good.p12', '--password-file', 'right']],
    ['wrong-password', 3, ['good.p12', '--password-file', 'wrong']],
    ['needs-password', 3, ['good.p12']],
    ['unsupported-algorithm', 4, ['camellia.p12', '--password-file', 'right']],
    ['damaged', 5, ['truncated.p12', '--password-file', 'right']],
    ['not-a-certificate-file', 5, ['letter.p12']],
    ['not-a-certificate-file', 5, ['empty.p12']],
  ])('[F05] inspect reports %s with exit code %i', async (code, exit, [file = '', option, secret = '']) => {
    const argv = ['inspect', at(file), ...(option === undefined ? [] : [option, at(secret)]), '--json'];
    const answer = await runCli(argv);
    expect({ diagnosis: answer.json?.value.diagnosis.code, code: answer.code }).toEqual({
      diagnosis: code,
      code: exit,
    });
  });

  test('[F05] inspect names the unsupported algorithm', async () => {
    const answer = await runCli(['inspect', at('camellia.p12'), '--password-file', at('right'), '--json']);
    expect(answer.json?.value.diagnosis.algorithm).toMatch(/camellia/i);
  });

  test('[F05] inspect --batch answers every line in order and exits 0', async () => {
    const list = [
      { file: at('good.p12'), password: 'correct horse' },
      { file: at('none.p12'), password: null },
      { file: at('good.p12'), password: 'x' },
      { file: at('letter.p12'), password: null },
    ];
    writeFileSync(at('list.jsonl'), list.map((line) => JSON.stringify(line)).join('\n'));
    const answer = await runCli(['inspect', '--batch', at('list.jsonl'), '--json']);
    expect(answer.code).toBe(0);
    const lines = answer.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.error?.code ?? line.value.diagnosis.code)).toEqual([
      'opened',
      'file-unreadable',
      'wrong-password',
      'not-a-certificate-file',
    ]);
  });

  test('a missing file is reported as unreadable with exit code 6', async () => {
    const answer = await runCli(['inspect', at('none.p12'), '--json']);
    expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({
      exitCode: 6,
      error: 'file-unreadable',
    });
  });

  test('[F04] import of a folder imports the good file and exits with the code of the failure', async () => {
    const answer = await runCli(['import', at('mixed'), '--password-file', at('right'), '--json', '--vault', at('v1')]);
    expect(answer.code).toBe(5);
    const items = answer.json?.value.items as { file: string; added: string[] }[];
    expect(items.map(({ added }) => added.length)).toEqual([1, 0]);
  });

  test('[K01] the first import creates the vault and prints the recovery code', async () => {
    const argv = ['import', at('good.p12'), '--password-file', at('right'), '--json', '--vault', at('v2')];
    const answer = await runCli(argv);
    expect(answer.code).toBe(0);
    const recoveryCode = answer.json?.value.vaultCreated?.recoveryCode as string;
    const out = at('by-code.p12');
    const exported = await runCli(
      [
        'export',
        answer.json?.value.items[0].added[0],
        '--format',
        'p12',
        '--password-file',
        at('right'),
        '--recovery-code-stdin',
        '-o',
        out,
        '--json',
        '--vault',
        at('v2'),
      ],
      { stdin: recoveryCode },
    );
    expect(exported.code).toBe(0);
  });

  test.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['list', '--frob']],
    ['a missing file name', ['inspect']],
    ['an unknown status', ['list', '--status', 'fine']],
    ['a number of days that is not numeric', ['check', '--days', 'many']],
    ['two secrets on standard input', ['import', 'x', '--password-stdin', '--passphrase-stdin']],
    ['a password in UTF-16', ['inspect', 'good.p12', '--password-file', 'utf16']],
  ])('%s is a usage error with exit 2', async (_what, argv) => {
    const words = argv.map((word) => (['good.p12', 'utf16'].includes(word) ? at(word) : word));
    const answer = await runCli([...words, '--json']);
    expect(answer.code).toBe(2);
    expect(answer.json?.error?.message).toMatch(/\S/);
  });

  test('[U01] messages follow LANG', async () => {
    const argv = ['inspect', at('letter.p12')];
    expect((await runCli(argv, { environment: { LANG: 'zh_CN.UTF-8' } })).stdout).toContain('这不是证书文件');
    expect((await runCli(argv)).stdout).toContain('isn’t a certificate file');
  });

  test('a label that two certificates share is ambiguous, and the candidates are listed', async () => {
    const answer = await runCli(['show', 'label:twice', '--json', '--vault', at('v3')]);
    expect(answer.code).toBe(6);
    makeIdentityFiles(folder, 'other', { subject: '/CN=other' });
    await runCli(['import', at('good.p12'), at('other.p12'), '--password-file', at('right'), '--vault', at('v3')]);
    const { json } = await runCli(['list', '--json', '--vault', at('v3')]);
    const listed = (json?.value.certificates ?? []) as { sha256: string }[];
    const ids = listed.map(({ sha256 }) => sha256);
    await runCli(['set', ...ids, '--label', 'twice', '--vault', at('v3')]);
    const ambiguous = await runCli(['show', 'label:twice', '--json', '--vault', at('v3')]);
    expect({ exitCode: ambiguous.code, error: ambiguous.json?.error?.code }).toEqual({
      exitCode: 2,
      error: 'ambiguous-id',
    });
    expect(ambiguous.json?.error?.details['candidates']).toEqual(ids.toSorted());
  });
});
