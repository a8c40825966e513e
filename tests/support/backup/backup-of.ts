// SPDX-License-Identifier: Apache-2.0
import type { BackupContents } from '../../../main/vault/backups/backup-contents.ts';
import type { TestIdentity } from '../openssl/make-identity.ts';

export interface Words {
  readonly label?: string | null;
  readonly note?: string | null;
  readonly tags?: string[];
}

export function backupOf(
  { certificate, key }: TestIdentity,
  { label = null, note = null, tags = [] }: Words = {},
): BackupContents {
  const addedAt = '2026-11-25T12:00:00.000Z';
  const { spkiSha256, algorithm } = key;
  return {
    certificates: [
      {
        der: certificate.der,
        fields: certificate.fields,
        key: spkiSha256,
        addedAt,
        friendlyName: null,
        label,
        place: null,
        note,
        tags,
        origins: [],
        installedIn: [],
      },
    ],
    keys: [{ spkiSha256, algorithm, addedAt, madeBy: null, pkcs8: Uint8Array.from(key.pkcs8) }],
    watched: [],
    profiles: [],
    requests: [],
    anchors: [],
    losses: [],
    webEnrolments: [],
  };
}
