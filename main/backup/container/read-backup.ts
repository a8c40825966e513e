// SPDX-License-Identifier: Apache-2.0
import type { BackupContents } from '../../vault/backups/backup-contents.ts';
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import { hashOfOpened } from './file-hash.ts';
import type { Manifest } from './manifest.ts';
import { openBackupFile, type BackupSecret } from './open-container.ts';
import { readContents } from './read-contents.ts';
import type { CertificateRecord, KeyRecord, MetadataRecord, WatchedRecord } from './records.ts';

export interface ReadBackup extends BackupContents {
  readonly manifest: Manifest;
  /** Hash of the whole file, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Runs only in a child process. If `withKeys` is false, keys are checked and discarded. */
export async function readBackup(path: string, secret: BackupSecret, withKeys: boolean): Promise<ReadBackup> {
  const found: { der: Uint8Array; fields: CertificateFields }[] = [];
  const pkcs8 = new Map<string, Uint8Array>();
  const certificates = new Map<string, CertificateRecord>();
  const keys: KeyRecord[] = [];
  const watched: WatchedRecord[] = [];
  const others = noOthers();
  const handle = await openBackupFile(path);
  try {
    const manifest = await readContents(handle, secret, async (item) => {
      if (item.kind === 'certificate') found.push({ der: Uint8Array.from(item.der), fields: item.fields });
      else if (item.kind === 'key') {
        if (withKeys) pkcs8.set(item.spkiSha256, item.pkcs8);
        else item.pkcs8.fill(0);
      } else if (item.kind === 'metadata') {
        for (const record of item.records) {
          if (record.type === 'certificate') certificates.set(record.sha256, record);
          else if (record.type === 'key') keys.push(record);
          else if (record.type === 'watched') watched.push(record);
          else takeOther(record, others);
        }
      }
    });
    const { sha256, bytes } = await hashOfOpened(handle);
    return {
      manifest,
      sha256,
      bytes,
      certificates: found.flatMap(({ der, fields }) => {
        const record = certificates.get(fields.sha256);
        if (!record) return [];
        const { type: _type, sha256: _sha256, ...facts } = record;
        return [{ der, fields, ...facts }];
      }),
      keys: keys.flatMap(({ type: _type, ...facts }) => {
        const key = pkcs8.get(facts.spkiSha256);
        return key ? [{ ...facts, pkcs8: key }] : [];
      }),
      watched,
      ...others,
    };
  } catch (error) {
    for (const key of pkcs8.values()) key.fill(0);
    throw error;
  } finally {
    await handle.close();
  }
}

const noOthers = () => ({
  profiles: [] as BackupContents['profiles'][number][],
  requests: [] as BackupContents['requests'][number][],
  anchors: [] as BackupContents['anchors'][number][],
  losses: [] as BackupContents['losses'][number][],
  webEnrolments: [] as BackupContents['webEnrolments'][number][],
});

function takeOther(
  record: Exclude<MetadataRecord, { type: 'certificate' | 'key' | 'watched' }>,
  others: ReturnType<typeof noOthers>,
): void {
  const { type, ...line } = record;
  if (type === 'profile') others.profiles.push(line as (typeof others.profiles)[number]);
  else if (type === 'request') others.requests.push(line as (typeof others.requests)[number]);
  else if (type === 'anchor') others.anchors.push(line as (typeof others.anchors)[number]);
  else if (type === 'loss') others.losses.push(line as (typeof others.losses)[number]);
  else others.webEnrolments.push(line as (typeof others.webEnrolments)[number]);
}
