import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';
import { createVault } from '../../../main/vault/open-vault.ts';
import { readCertificateFields } from '../../../main/x509/read-certificate-fields.ts';
import { askFor, askForKey } from '../enrolment/ask-for.ts';
import { newRsaKey, unwrapWith } from '../rsa-key.ts';
import { testVaultOptions } from '../vault-test-options.ts';

/**
 * Makes tests/golden/vault-vN.sqlite with the code it lies in, and a JSON of what is in it. One per schema version,
 * made once by the last code that wrote that version, never made again. Arguments: the file without `.sqlite`.
 * The secrets are for tests only, under a cheap scrypt.
 */
const [out = ''] = process.argv.slice(2);
const passphrase = '金色 passphrase for tests';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const folder = mkdtempSync(join(tmpdir(), 'certsteward-golden-'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const shared = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
/** `keyUsage` as the column has it: bit 0 = digitalSignature. The last one goes to 最近删除 where there is one. */
const plans = [
  {
    name: 'CN=张三,O=测试银行,C=CN',
    keyUsage: 0b11,
    key: true,
    label: '工资单',
    note: '备注：柜台办理\n第二行',
    pair: shared,
  },
  { name: 'CN=张三,O=测试银行,C=CN', keyUsage: 0b1100, key: true, label: null, note: null, pair: shared },
  { name: 'CN=Encryption,O=Bank', keyUsage: 0b100, key: true, label: 'second', note: 'plain note', pair: null },
  { name: 'CN=Without key', keyUsage: null, key: false, label: null, note: 'note without a key', pair: null },
  { name: 'CN=Deleted', keyUsage: null, key: true, label: 'deleted', note: null, pair: null },
];

const vault = createVault(join(folder, 'vault'), testVaultOptions());
try {
  const made = await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'create-now' });
  const certificates = [];
  for (const [index, plan] of plans.entries()) {
    const keys = plan.pair ?? (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: plan.name,
      keys,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date(Date.UTC(2028, index, 1)),
      signingAlgorithm: algorithm,
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the bits of the column are the flags' own
      extensions: plan.keyUsage === null ? [] : [new KeyUsagesExtension(plan.keyUsage, true)],
    });
    const der = new Uint8Array(certificate.rawData);
    const fields = readCertificateFields(der);
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
    const origin = {
      via: 'file',
      fileName: `证书${index}.p12`,
      path: `/家/证书${index}.p12`,
      downloadedFrom: null,
    } as const;
    await vault.importItems({
      certificates: [{ der, fields, friendlyName: `friendly ${index}` }],
      keys: plan.key ? [{ pkcs8, spkiSha256: fields.spkiSha256, algorithm: fields.algorithm }] : [],
      origin,
    });
    const tags = index === 0 ? ['银行', 'work'] : [];
    await vault.annotate(fields.sha256, { label: plan.label, place: `place ${index}`, note: plan.note, tags });
    certificates.push({
      sha256: fields.sha256,
      keyUsage: plan.keyUsage,
      keySha256: plan.key ? sha256(pkcs8) : null,
      label: plan.label,
      place: `place ${index}`,
      note: plan.note,
      tags,
      fileName: origin.fileName,
    });
  }
  // Version 1 had none.
  const deleted = 'deletion' in vault ? certificates.slice(-1).map((each) => each.sha256) : [];
  if (deleted.length > 0) await vault.deletion.moveToTrash(deleted);
  // Version 3 brought stores: a proof that belongs to this computer alone.
  const [first] = certificates;
  if ('installed' in vault && first) {
    const proof = { kind: 'signed', at: '2026-11-24T12:00:00.000Z', passed: true, host: null } as const;
    await vault.installed.keep([{ ...proof, storeId: 'firefox:default', sha256: first.sha256 }], 'Firefox');
  }
  // Version 4 brought backups: a way in that needs no typing, and one backup of everything.
  if ('backups' in vault) {
    await vault.backups.access(passphrase, { withPassphrase: true });
    const at = '2026-11-25T12:00:00.000Z';
    const held = certificates.map((each) => ({ sha256: each.sha256, hasKey: each.keySha256 !== null }));
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
        certificates: held.length,
        keys: 4,
        byPassphrase: true,
        byRecovery: true,
        madeHere: true,
        verifiedAt: at,
        lookedAt: at,
        problem: null,
      },
      held,
      'backed-up',
    );
  }
  // Version 5 brought reminders: one told and put off, one with days of its own.
  if ('reminders' in vault && first) {
    await vault.reminders.told([{ about: first.sha256, notAfter: '2028-01-01T00:00:00.000Z', days: 30 }]);
    await vault.reminders.snooze(first.sha256, '2027-12-09T00:00:00.000Z');
    await vault.reminders.choose(certificates[1]?.sha256 ?? '', [14, 3]);
  }
  // Version 6 brought profiles of authorities and requests on their way.
  if ('enrolment' in vault) await askFor(vault);
  // Version 7 brought trust anchors, and the token as a protector.
  if ('anchors' in vault) {
    const name = 'CN=金色 Root';
    const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const root = await X509CertificateGenerator.createSelfSigned({ name, keys, signingAlgorithm: algorithm });
    const der = new Uint8Array(root.rawData);
    await vault.anchors.add({ sha256: sha256(der), der, name });
    const key = newRsaKey();
    const token = { tokenId: '7'.repeat(64), serial: '金色', label: 'golden', keyLabel: 'CertSteward' };
    await vault.protectorChanges.addToken({ token, publicKey: key.spki }, unwrapWith(key));
  }
  // Version 8 brought keys that an authority made.
  if ('keepAnswer' in vault.enrolment) await askForKey(vault, Buffer.from('PKCS#7'));
  writeFileSync(
    `${out}.json`,
    `${JSON.stringify({ passphrase, recoveryCode: made.recoveryCode, deleted, certificates }, null, 2)}\n`,
  );
} finally {
  vault.close();
}
copyFileSync(join(folder, 'vault', 'vault.sqlite'), `${out}.sqlite`);
rmSync(folder, { recursive: true });
