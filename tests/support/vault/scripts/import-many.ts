// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openVault } from '../../../../main/vault/open-vault.ts';
import { readCertificateFields } from '../../../../main/x509/certificate/read-certificate-fields.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Imports identities, one transaction each. Arguments: vault folder, identity file (JSON lines of base64 `der` and
 * `pkcs8`), first index, count, and optionally a file to wait for after `ready`. Prints `ready`, then `committed
 * SHA256` after each transaction.
 */
const [folder = '', file = '', first = '0', count = '0', gate = ''] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(Number(first), Number(first) + Number(count));
const say = (line: string) => writeSync(1, `${line}\n`);

const vault = openVault(folder, testVaultOptions());
say('ready');
const mayBegin = () => gate === '' || existsSync(gate);
while (!mayBegin()) await setTimeout(2);
for (const line of lines) {
  const { der, pkcs8 } = JSON.parse(line) as { der: string; pkcs8: string };
  const bytes = Uint8Array.from(Buffer.from(der, 'base64'));
  const fields = readCertificateFields(bytes);
  const { spkiSha256, algorithm } = fields;
  await vault.importItems({
    certificates: [{ der: bytes, fields, friendlyName: null }],
    keys: [{ pkcs8: Buffer.from(pkcs8, 'base64'), spkiSha256, algorithm }],
    origin: { via: 'command-line', fileName: 'many.p12', path: null, downloadedFrom: null },
  });
  say(`committed ${fields.sha256}`);
}
vault.close();
