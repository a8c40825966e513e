// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-chain-'));
const at = (name: string): string => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
const sm2 = ['-sm3', '-sigopt', 'distid:1234567812345678'];

beforeAll(() => {
  for (const name of ['root', 'impostor', 'leaf']) openssl('genpkey', '-algorithm', 'SM2', '-out', `${name}.key`);
  // Without key identifiers only the signature tells the two CAs apart.
  const bare = 'subjectKeyIdentifier=none\nauthorityKeyIdentifier=none\n';
  const sections = `[root]\nbasicConstraints=CA:TRUE\n${bare}[leaf]\nbasicConstraints=CA:FALSE\n${bare}`;
  writeFileSync(at('openssl.conf'), `[req]\ndistinguished_name=dn\n[dn]\n${sections}`);
  const request = ['req', '-config', 'openssl.conf', '-x509', '-new', '-utf8', ...sm2];
  for (const name of ['root', 'impostor']) {
    const subject = ['-subj', '/CN=国密根', '-days', '3000', '-extensions', 'root'];
    openssl(...request, ...subject, '-key', `${name}.key`, '-out', `${name}.pem`);
  }
  const issuer = ['-CA', 'root.pem', '-CAkey', 'root.key', '-extensions', 'leaf'];
  openssl(...request, '-subj', '/CN=leaf', '-key', 'leaf.key', ...issuer, '-out', 'leaf.pem');
  writeFileSync(at('chain.pem'), Buffer.concat([readFileSync(at('leaf.pem')), readFileSync(at('root.pem'))]));
  writeFileSync(at('false.pem'), Buffer.concat([readFileSync(at('leaf.pem')), readFileSync(at('impostor.pem'))]));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function chainOf(file: string): Promise<unknown> {
  const vault = ['--vault', at(`${file}.vault`)];
  const imported = await runCli(['import', at(file), '--json', ...vault]);
  const listed = await runCli(['list', '--search', 'leaf', '--json', ...vault]);
  expect(imported.code).toBe(0);
  const shown = await runCli(['show', listed.json?.value.certificates[0].sha256, '--json', ...vault]);
  return shown.json?.value.certificate.chain.map(({ signature }: { signature: string }) => signature);
}

describe('[F08] signatures of a stored chain', () => {
  test('[F08] SM2 certificates are verified link by link', async () => {
    expect(await chainOf('chain.pem')).toEqual(['valid', 'valid']);
  });

  test('[F08] a signature by another CA with the same name is invalid', async () => {
    expect(await chainOf('false.pem')).toEqual(['invalid', 'valid']);
  });
});
