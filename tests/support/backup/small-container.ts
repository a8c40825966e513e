// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeContainer, type ContainerAccess } from '../../../main/backup/container/write-container.ts';
import { encryptWithPassphrase, newIdentity } from '../../../main/vault/age/age-files.ts';
import type { BackupItem } from '../../../main/vault/backups/backup-item.ts';
import { identityFile } from '../../../main/vault/protectors/identity-file.ts';
import { makeIdentity, type TestIdentity } from '../openssl/make-identity.ts';

/** Cheap scrypt, so that thousands of containers can be opened. */
const workFactor = 10;

export interface SmallContainer {
  readonly path: string;
  readonly passphrase: string;
  /** Decrypts the container without scrypt. */
  readonly identity: Uint8Array;
  readonly access: ContainerAccess;
  readonly identities: readonly TestIdentity[];
}

async function underSecret(secret: string): Promise<{ recipient: string; file: Uint8Array }> {
  const { identity, recipient } = await newIdentity();
  return { recipient, file: await encryptWithPassphrase(secret, identityFile(identity), workFactor) };
}

export const backupTime = new Date('2026-11-25T12:00:00Z');

export async function* itemsOf(identities: readonly TestIdentity[]): AsyncGenerator<BackupItem> {
  const addedAt = backupTime.toISOString();
  for (const { certificate, key, sha256 } of identities) {
    yield await Promise.resolve<BackupItem>({
      kind: 'certificate',
      der: certificate.der,
      record: {
        type: 'certificate',
        sha256,
        key: key.spkiSha256,
        addedAt,
        friendlyName: null,
        label: '工资单',
        place: null,
        note: null,
        tags: [],
        origins: [],
        installedIn: [],
      },
    });
    const { spkiSha256, algorithm } = key;
    const pkcs8 = Uint8Array.from(key.pkcs8);
    yield { kind: 'key', pkcs8, record: { type: 'key', spkiSha256, algorithm, addedAt, madeBy: null } };
  }
}

export async function writeSmallContainer(count = 1, items?: AsyncIterable<BackupItem>): Promise<SmallContainer> {
  const path = join(mkdtempSync(join(tmpdir(), 'cs-container-')), 'backup.tar');
  const passphrase = 'small container';
  const { identity, recipient } = await newIdentity();
  const access: ContainerAccess = {
    passphrase: await underSecret(passphrase),
    recovery: await underSecret('another secret'),
    rehearsal: recipient,
  };
  const identities: TestIdentity[] = [];
  for (let number = 0; number < count; number += 1) identities.push(await makeIdentity(`CN=small ${number}`));
  const handle = await open(path, 'wx+');
  try {
    await writeContainer(handle, {
      items: items ?? itemsOf(identities),
      origin: {
        program: 'test',
        vaultId: '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10',
        revision: 1,
        scope: 'all',
        createdAt: backupTime,
      },
      access,
    });
  } finally {
    await handle.close();
  }
  return { path, passphrase, identity, access, identities };
}
