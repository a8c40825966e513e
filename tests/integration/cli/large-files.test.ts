// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePem } from '../../../main/formats/writers/write-pem.ts';
import { makeManyCertificates } from '../../support/vault/many-certificates.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

/** Enough for a file over 1 MiB. */
const { certificates } = makeManyCertificates(2600);
const shas = certificates.map(({ fields }) => fields.sha256);
const folder = mkdtempSync(join(tmpdir(), 'cs-large-'));
const at = (name: string): string => join(folder, name);

/** The SHA-256 hashes in each `committed` event. */
function committed(stderr: string): string[][] {
  const lines = stderr.split('\n').filter((line) => line.includes('"committed"'));
  return lines.map((line) => (JSON.parse(line) as { sha256: string[] }).sha256);
}

beforeAll(() => {
  const pem = Buffer.from(writePem(certificates.map(({ der }) => der)));
  const key = readFileSync(makeIdentityFiles(folder, 'id', { subject: '/CN=with key' }).key);
  writeFileSync(at('good.pem'), pem);
  writeFileSync(at('damaged.pem'), pem.subarray(0, -300));
  writeFileSync(at('key.pem'), Buffer.concat([pem, key]));
  writeFileSync(at('passphrase'), 'passphrase of large files');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('[A01][K08] a file of thousands of certificates', () => {
  test('is imported whole, announced once, and known the second time', async () => {
    expect(statSync(at('good.pem')).size).toBeGreaterThan(1024 * 1024);
    const first = await runCli(['import', at('good.pem'), '--json', '--vault', at('v1')]);
    expect(first.code).toBe(0);
    expect(committed(first.stderr)).toEqual([shas]);
    expect(first.json?.value.items[0]).toMatchObject({
      diagnosis: { code: 'opened' },
      added: shas,
      known: [],
      keys: 0,
    });
    expect(first.json?.value.vaultCreated.recoveryCode).toMatch(/\S/);
    const again = await runCli(['import', at('good.pem'), at('good.pem'), '--json', '--vault', at('v1')]);
    expect(again.json?.value.items.map(({ known }: { known: string[] }) => known.length)).toEqual([2600, 2600]);
    expect((await runCli(['vault', 'verify', '--json', '--vault', at('v1')])).code).toBe(0);
  });

  test('is reported as damaged when truncated, and imports nothing', async () => {
    const { code, json, stderr } = await runCli(['import', at('damaged.pem'), '--json', '--vault', at('v2')]);
    expect(code).not.toBe(0);
    expect(json?.value.items[0]).toMatchObject({ diagnosis: { code: 'damaged' }, added: [], known: [] });
    expect(committed(stderr)).toEqual([]);
  });

  test('is imported with a private key in it', async () => {
    const argv = ['import', at('key.pem'), '--json', '--passphrase-file', at('passphrase'), '--vault', at('v3')];
    const { code, json } = await runCli(argv);
    expect(code).toBe(0);
    expect(json?.value.items[0]).toMatchObject({ diagnosis: { code: 'opened' }, keys: 1 });
    expect(json?.value.items[0].added).toHaveLength(2600);
  });
});
