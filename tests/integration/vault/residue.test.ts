// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { confirmNewCode } from '../../support/vault/recovery-groups.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';

const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;

describe('residue', () => {
  test('[X04] no byte of a key, passphrase, note or recovery code is in the vault, its WAL or index', async () => {
    const passphrase = 'canary-passphrase-密码-4711';
    const note = 'canary-note-内容-0815';
    const vault = newTestVault();
    const made = await vault.initialiseProtectors({ passphrase, useOsStore: false, recoveryCode: 'create-now' });
    const code = made.recoveryCode ?? '';
    const identity = await makeIdentity('CN=canary-subject');
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    await vault.annotate(identity.sha256, { note, label: `canary-label ${'x'.repeat(150)}` });
    await vault.annotate(identity.sha256, { note: null, label: null });
    const pending = await confirmNewCode(vault);
    // PKCS#8 of a P-256 key: the private scalar is these 32 bytes (RFC 5915).
    const scalar = Buffer.from(identity.key.pkcs8).subarray(36, 68);
    const secrets = {
      passphrase: Buffer.from(passphrase),
      note: Buffer.from(note),
      code: Buffer.from(code),
      codeWithoutHyphens: Buffer.from(code.replaceAll('-', '')),
      pending: Buffer.from(pending),
      lastGroups: Buffer.from(pending.slice(-9)),
      scalar,
      scalarHex: Buffer.from(scalar.toString('hex')),
      scalarBase64: Buffer.from(scalar.toString('base64').slice(2, 40)),
      pkcs8: Buffer.from(identity.key.pkcs8),
      identity: Buffer.from('AGE-SECRET-KEY-'),
    };
    const look = () => {
      const files = readdirSync(vault.folder);
      const bytes = Buffer.concat(files.map((file) => readFileSync(join(vault.folder, file))));
      const found = Object.entries(secrets).filter(([, secret]) => bytes.includes(secret));
      return { files, found: found.map(([name]) => name), bytes };
    };
    const open = look();
    expect(open.files).toContain('vault.sqlite-wal');
    // Proves the search works: public data is found.
    expect(open.bytes.includes('canary-subject')).toBe(true);
    expect(open.bytes.includes(Buffer.from(identity.certificate.der))).toBe(true);
    expect(open.found).toEqual([]);
    vault.close();
    const closed = look();
    expect(closed.files).toEqual(['vault.sqlite']);
    expect(closed.found).toEqual([]);
    // secure_delete: a cleared label is overwritten, not only unlinked.
    expect(closed.bytes.includes('canary-label')).toBe(false);
  });
});
