// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import { createVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { askFor, askForKey } from '../enrolment/ask-for.ts';
import { newRsaKey, unwrapWith } from '../openssl/rsa-key.ts';
import { testVaultOptions } from './vault-test-options.ts';

const passphrase = '金色 passphrase for tests';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface RichCertificate {
  readonly sha256: string;
  readonly keyUsage: number | null;
  /** SHA-256 of the PKCS#8 DER, or null without a key in the vault. */
  readonly keySha256: string | null;
  readonly label: string | null;
  readonly place: string;
  readonly note: string | null;
  readonly tags: readonly string[];
  readonly fileName: string;
}

export interface RichContent {
  readonly passphrase: string;
  readonly recoveryCode: string;
  /** SHA-256s of deleted certificates (最近删除). */
  readonly deleted: readonly string[];
  readonly certificates: readonly RichCertificate[];
}

/** `keyUsage` as stored: bit 0 is digitalSignature. The last certificate is deleted. */
const plans = [
  { name: 'CN=张三,O=测试银行,C=CN', keyUsage: 0b11, key: true, label: '工资单', note: '备注：柜台办理\n第二行' },
  { name: 'CN=张三,O=测试银行,C=CN', keyUsage: 0b1100, key: true, label: null, note: null },
  { name: 'CN=Encryption,O=Bank', keyUsage: 0b100, key: true, label: 'second', note: 'plain note' },
  { name: 'CN=Without key', keyUsage: null, key: false, label: null, note: 'note without a key' },
  { name: 'CN=Deleted', keyUsage: null, key: true, label: 'deleted', note: null },
];

/** Creates and closes a vault with a row of nearly every kind. */
export async function makeRichVault(folder: string): Promise<RichContent> {
  const vault = createVault(folder, testVaultOptions());
  try {
    const made = await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'create-now' });
    const shared = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const certificates: RichCertificate[] = [];
    for (const index of plans.keys()) certificates.push(await bringPlanned(vault, index, shared));
    const deleted = certificates.slice(-1).map((each) => each.sha256);
    await vault.deletion.moveToTrash(deleted);
    await addOthers(vault, certificates);
    return { passphrase, recoveryCode: made.recoveryCode ?? '', deleted, certificates };
  } finally {
    vault.close();
  }
}

/** The first two certificates share a key. */
async function bringPlanned(vault: Vault, index: number, shared: CryptoKeyPair): Promise<RichCertificate> {
  const plan = plans[index];
  if (!plan) throw new RangeError(String(index));
  const keys = index < 2 ? shared : await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: plan.name,
    keys,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date(Date.UTC(2028, index, 1)),
    signingAlgorithm: algorithm,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the column stores the flags' bits
    extensions: plan.keyUsage === null ? [] : [new KeyUsagesExtension(plan.keyUsage, true)],
  });
  const der = new Uint8Array(certificate.rawData);
  const fields = readCertificateFields(der);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const fileName = `证书${index}.p12`;
  await vault.importItems({
    certificates: [{ der, fields, friendlyName: `friendly ${index}` }],
    keys: plan.key ? [{ pkcs8, spkiSha256: fields.spkiSha256, algorithm: fields.algorithm }] : [],
    origin: { via: 'file', fileName, path: `/家/${fileName}`, downloadedFrom: null },
  });
  const { keyUsage, label, note } = plan;
  const tags = index === 0 ? ['银行', 'work'] : [];
  const place = `place ${index}`;
  await vault.annotate(fields.sha256, { label, place, note, tags });
  const keySha256 = plan.key ? sha256(pkcs8) : null;
  return { sha256: fields.sha256, keyUsage, keySha256, label, place, note, tags, fileName };
}

async function addOthers(vault: Vault, certificates: readonly RichCertificate[]): Promise<void> {
  const [first, second] = certificates.map((each) => each.sha256);
  if (first === undefined || second === undefined) throw new RangeError('certificates');
  const proof = { kind: 'signed', at: '2026-11-24T12:00:00.000Z', passed: true, host: null } as const;
  await vault.installed.keep([{ ...proof, storeId: 'firefox:default', sha256: first }], 'Firefox');
  await vault.backups.access(passphrase, { withPassphrase: true });
  const at = '2026-11-25T12:00:00.000Z';
  await vault.backups.record(
    {
      id: '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10',
      createdAt: at,
      revision: 1,
      scope: 'all',
      kind: 'folder',
      place: '/media/金色',
      volume: '1234-ABCD',
      fileName: 'certsteward-backup-20261125-120000.tar',
      bytes: 40_960,
      sha256: sha256(Buffer.from('backup')),
      certificates: certificates.length,
      keys: 4,
      byPassphrase: true,
      byRecovery: true,
      madeHere: true,
      verifiedAt: at,
      lookedAt: at,
      problem: null,
    },
    certificates.map((each) => ({ sha256: each.sha256, hasKey: each.keySha256 !== null })),
  );
  await vault.reminders.markNotified([{ about: first, notAfter: '2028-01-01T00:00:00.000Z', days: 30 }]);
  await vault.reminders.snooze(first, '2027-12-09T00:00:00.000Z');
  await vault.reminders.choose(second, [14, 3]);
  await askFor(vault);
  const name = 'CN=金色 Root';
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const root = await X509CertificateGenerator.createSelfSigned({ name, keys, signingAlgorithm: algorithm });
  const der = new Uint8Array(root.rawData);
  await vault.anchors.add({ sha256: sha256(der), der, name });
  const key = newRsaKey();
  const token = { tokenId: '7'.repeat(64), serial: '金色', label: 'golden', keyLabel: 'CertSteward' };
  await vault.protectorChanges.addToken({ token, publicKey: key.spki }, unwrapWith(key));
  await askForKey(vault, Buffer.from('PKCS#7'));
}

export async function contentOf(vault: Vault, ids: readonly string[]): Promise<RichCertificate[]> {
  const found: RichCertificate[] = [];
  for (const id of ids) {
    const row = vault.getRow(id);
    if (!row) continue;
    const keySha256 = row.hasPrivateKey ? await vault.withPrivateKey(id, async (key) => sha256(key)) : null;
    const { keyUsage, label, place, tags, origin } = row;
    const note = await vault.readNote(id);
    const fileName = origin.fileName ?? '';
    found.push({ sha256: id, keyUsage, keySha256, label, place: place ?? '', note, tags: [...tags], fileName });
  }
  return found;
}
