// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openssl } from '../../support/openssl/openssl.ts';
import { windowsCli, type WindowsCli } from '../../support/wine/windows-cli.ts';
import { setUpWine, wineIsMissing } from '../../support/wine/wine-node.ts';

const folder = mkdtempSync(join(tmpdir(), 'certsteward-bank-provider-'));
const missing = wineIsMissing();
const bank = '某银行 USB Key CSP v3.0';
let windows: WindowsCli | null = null;

/** Script that, like a bank's program, puts the certificate in CurrentUser\MY with its key's provider. */
const registering = (certificate: string): string => `
import { readFileSync } from 'node:fs';
import koffi from 'koffi';
koffi.struct('KEY_PROV_INFO', {
  container: 'str16', provider: 'str16', type: 'uint32', flags: 'uint32', count: 'uint32', parameters: 'void *', spec: 'uint32',
});
const crypt32 = koffi.load('crypt32.dll');
const open = crypt32.func('void *__stdcall CertOpenSystemStoreW(uintptr, str16)');
const add = crypt32.func('bool __stdcall CertAddEncodedCertificateToStore(void *, uint32, void *, uint32, uint32, _Out_ void **)');
const set = crypt32.func('bool __stdcall CertSetCertificateContextProperty(void *, uint32, uint32, KEY_PROV_INFO *)');
const free = crypt32.func('bool __stdcall CertFreeCertificateContext(void *)');
const close = crypt32.func('bool __stdcall CertCloseStore(void *, uint32)');
const der = readFileSync(${JSON.stringify(certificate)});
const store = open(0, 'MY');
const context = [null];
const [x509, replaceExisting, keyProviderInfo] = [1, 3, 2];
if (!add(store, x509, der, der.length, replaceExisting, context)) throw new Error('not added');
const info = { container: 'box', provider: ${JSON.stringify(bank)}, type: 1, flags: 0, count: 0, parameters: null, spec: 1 };
if (!set(context[0], keyProviderInfo, 0, info)) throw new Error('no property');
// A context that is held would keep the store from being written.
free(context[0]);
close(store, 0);
`;

beforeAll(() => {
  const program = missing === null ? setUpWine(folder) : null;
  if (program === null) return;
  windows = windowsCli(program);
  const [key, certificate] = [join(folder, 'key.pem'), join(windows.folder, 'bank.cer')];
  const person = ['-subj', '/CN=李四', '-utf8', '-days', '20', '-addext', 'basicConstraints=critical,CA:FALSE'];
  openssl([
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-outform',
    'DER',
    '-out',
    certificate,
    ...person,
  ]);
  const added = windows.node(registering('C:\\t\\bank.cer'));
  if (added.code !== 0) throw new Error(added.stderr);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('[S04] [S10] [R05] imports and counts down a certificate whose key is in a bank’s provider', (context) => {
  if (windows === null) return context.skip(missing ?? 'Wine’s Node could not be set up here');
  const cli = windows;
  const ask = (...words: string[]) => {
    const { stdout, stderr } = cli.run([...words, '--vault', 'C:\\t\\vault', '--json', '--quiet']);
    if (!stdout.startsWith('{')) throw new Error(stdout + stderr);
    return JSON.parse(stdout);
  };
  const { certificates: rows } = ask('stores', 'inventory').value;
  expect(rows).toMatchObject([{ displayName: '李四', places: [{ storeId: 'windows:MY', hardware: bank }] }]);
  const { sha256 } = rows[0];
  // The refused import created the vault, so it answers a value with `failed`.
  expect(ask('stores', 'import', sha256, '--from', 'windows:MY').value.failed.code).toBe('key-elsewhere');
  expect(ask('stores', 'import', sha256, '--from', 'windows:MY', '--certificate-only')).toMatchObject({ ok: true });
  const [row] = ask('list').value.certificates;
  expect(row).toMatchObject({ sha256, hasPrivateKey: false, keyOnToken: { label: bank, serial: '', seen: false } });
  expect(ask('check', '--days', '30').value.certificates).toMatchObject([{ sha256, daysLeft: 20 }]);
  expect(cli.run(['show', sha256, '--vault', 'C:\\t\\vault']).stdout).toContain(bank);
}, 120_000);
