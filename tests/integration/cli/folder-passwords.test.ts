// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { asLinux, runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-folder-'));
const at = (name: string): string => join(folder, name);
const secrets = ['first-candidate-77', '第二个密码', 'third-candidate-99'] as const;

beforeAll(() => {
  mkdirSync(at('certs/deeper'), { recursive: true });
  const make = (path: string, name: string, password: string) => {
    const made = makeIdentityFiles(folder, name, { subject: `/CN=${name}`, password });
    writeFileSync(at(path), readFileSync(made.p12));
  };
  make('certs/one.p12', 'one', secrets[0]);
  make('certs/deeper/two.p12', 'two', secrets[1]);
  make('certs/shut.p12', 'shut', 'nobody-knows');
  writeFileSync(at('certs/cut.p12'), readFileSync(at('certs/one.p12')).subarray(0, 700));
  writeFileSync(at('certs/readme.txt'), 'nothing of this field');
  writeFileSync(at('candidates'), `not-this-one\n\n${secrets[2]}\r\n${secrets[1]}\n${secrets[0]}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('[F05] [A01] a folder with a file of candidate passwords', () => {
  test('[F05] [X04] each file opens with its own password, and no password is printed', async () => {
    const argv = ['import', at('certs'), '--recursive', '--vault', at('vault'), '--passwords-file', at('candidates')];
    const answer = await runCli([...argv, '--json']);
    expect(answer.code).toBe(5);
    expect(answer.json?.value.summary).toEqual({
      files: 5,
      opened: 2,
      needsPassword: 1,
      damaged: 1,
      unsupported: 0,
      failed: 0,
      passedOver: 1,
    });
    const items = new Map<string, { keys: number; diagnosis: { code: string } }>(
      answer.json?.value.items.map((item: { file: string }) => [asLinux(item.file).slice(at('certs/').length), item]),
    );
    expect([...items.keys()]).toEqual(['cut.p12', 'deeper/two.p12', 'one.p12', 'shut.p12']);
    expect(items.get('one.p12')).toMatchObject({ keys: 1, diagnosis: { code: 'opened' } });
    expect(items.get('deeper/two.p12')).toMatchObject({ keys: 1, diagnosis: { code: 'opened' } });
    expect(items.get('shut.p12')).toMatchObject({ keys: 0, diagnosis: { code: 'needs-password' } });

    const database = new DatabaseSync(at('vault/vault.sqlite'), { readOnly: true });
    const rows = database.prepare("SELECT detail ->> '$.batch' AS batch FROM log WHERE event = 'imported'").all();
    database.close();
    const batches = rows.map(({ batch }) => batch);
    expect([batches.length, new Set(batches).size]).toEqual([2, 1]);
    expect(batches[0]).toMatch(/^[0-9a-f-]{36}$/);

    const words = await runCli(argv);
    expect(words.stdout).toMatch(
      /^ +2 {2}already in the vault\n +1 {2}password needed +not imported\n +1 {2}damaged +not imported\n +1 {2}skipped/m,
    );
    expect(words.stdout).toContain('4 passwords tried, none fits.');
    expect(words.stdout).toMatch(/^Damaged\n {2}.*cut\.p12: The file is damaged/m);
    for (const { stdout, stderr } of [answer, words]) {
      for (const secret of [...secrets, 'not-this-one']) expect(stdout + stderr).not.toContain(secret);
    }
  });

  test('[A01] the candidates may come from standard input, beside a password from a file', async () => {
    writeFileSync(at('password'), secrets[0]);
    const argv = ['import', at('certs/one.p12'), at('certs/deeper/two.p12'), '--vault', at('stdin'), '--json'];
    const given = ['--password-file', at('password'), '--passwords-stdin'];
    const answer = await runCli([...argv, ...given], { stdin: `${secrets[1]}\n` });
    expect({ code: answer.code, opened: answer.json?.value.summary.opened }).toEqual({ code: 0, opened: 2 });
    const twice = await runCli([...argv, '--password-stdin', '--passwords-stdin'], { stdin: 'x' });
    expect(twice.code).toBe(2);
  });

  test('[L03] show --asn1 prints what openssl asn1parse prints', async () => {
    const listed = await runCli(['list', '--json', '--vault', at('vault')]);
    const id: string = listed.json?.value.certificates.find(
      ({ subject }: { subject: string }) => subject === 'CN=one',
    ).sha256;
    const pem: string = (await runCli(['show', id, '--json', '--vault', at('vault')])).json?.value.certificate.pem;
    const expected = execFileSync('openssl', ['asn1parse'], { input: pem }).toString('latin1').trim().split('\n');
    const shown = (await runCli(['show', id, '--asn1', '--vault', at('vault')])).stdout.trimEnd().split('\n');
    // Offset, depth, lengths, form: everything before the tag's name.
    const place = (line: string) => line.split(':').slice(0, 2).join(':').replaceAll(/\s+/g, ' ').trim();
    expect(shown.filter((line) => !line.includes(' encap ')).map(place)).toEqual(expected.map(place));
    expect(shown.some((line) => line.includes('encap'))).toBe(true);
    const tree = (await runCli(['show', id, '--asn1', '--json', '--vault', at('vault')])).json?.value.asn1;
    expect({ truncated: tree.truncated, tag: tree.root.tag }).toEqual({ truncated: false, tag: 'SEQUENCE' });
  });

  test('[F06] an export that some programs cannot open is saved with a warning', async () => {
    const bring = ['import', at('certs/one.p12'), '--vault', at('fresh'), '--json'];
    const taken = await runCli([...bring, '--passwords-file', at('candidates')]);
    const id: string = taken.json?.value.items[0].added[0];
    writeFileSync(at('recovery'), taken.json?.value.vaultCreated.recoveryCode);
    writeFileSync(at('new-password'), '中文密码二十三个字');
    const argv = ['export', id, '--format', 'p12', '-o', at('out.p12'), '--vault', at('fresh')];
    const secretFiles = ['--password-file', at('new-password'), '--recovery-code-file', at('recovery')];
    const written = await runCli([...argv, ...secretFiles]);
    expect(written.code).toBe(0);
    expect(written.stderr).toContain('so Java 17 cannot open the file');
    const answer = await runCli([...argv, ...secretFiles, '--yes', '--json']);
    expect(answer.json?.value.warnings).toEqual([{ peer: 'keytool', reason: 'non-ascii' }]);
  });
});
