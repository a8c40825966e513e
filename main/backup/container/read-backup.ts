import type { BackupContents } from '../../vault/backups/backup-contents.ts';
import type { CertificateFields } from '../../x509/certificate-fields.ts';
import type { Manifest } from './manifest.ts';
import { openBackupFile, type BackupSecret } from './open-container.ts';
import { readContents } from './read-contents.ts';
import type { ProfileRecord, RequestRecord } from '../../vault/enrolment-records.ts';
import type { CertificateRecord, KeyRecord, MetadataRecord, WatchedRecord } from './records.ts';

export interface ReadBackup extends BackupContents {
  readonly manifest: Manifest;
}

/**
 * Everything of a backup that a restore takes, checked (`readContents`, which tells what is thrown). For a child
 * process. `withKeys` false: keys are checked and thrown away.
 */
export async function readBackup(path: string, secret: BackupSecret, withKeys: boolean): Promise<ReadBackup> {
  const found: { der: Uint8Array; fields: CertificateFields }[] = [];
  const pkcs8 = new Map<string, Uint8Array>();
  const certificates = new Map<string, CertificateRecord>();
  const keys: KeyRecord[] = [];
  const watched: WatchedRecord[] = [];
  const profiles: ProfileRecord[] = [];
  const requests: RequestRecord[] = [];
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
          else takeEnrolmentRecord(record, profiles, requests);
        }
      }
    });
    return {
      manifest,
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
      profiles,
      requests,
    };
  } catch (error) {
    for (const key of pkcs8.values()) key.fill(0);
    throw error;
  } finally {
    await handle.close();
  }
}

function takeEnrolmentRecord(
  record: Extract<MetadataRecord, { type: 'profile' | 'request' }>,
  profiles: ProfileRecord[],
  requests: RequestRecord[],
): void {
  if (record.type === 'profile') {
    const { type: _type, ...profile } = record;
    profiles.push(profile);
  } else {
    const { type: _type, ...request } = record;
    requests.push(request);
  }
}
