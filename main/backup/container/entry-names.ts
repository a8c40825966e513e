// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** The files of a backup, in archive order (see docs/formats.md, "Backup"). */
export const readmeName = 'README.txt';
export const passphraseName = 'passphrase.age';
export const recoveryName = 'recovery.age';
export const dataName = 'data.age';

export const maxOuterBytes = 64 * 1024;

export type EntryKind = 'certificate' | 'key' | 'metadata' | 'history' | 'manifest';

const kinds: readonly { readonly kind: EntryKind; readonly pattern: RegExp; readonly maxBytes: number }[] = [
  { kind: 'certificate', pattern: /^certificates\/([0-9a-f]{64})\.pem$/, maxBytes: 2 * 1024 * 1024 },
  { kind: 'key', pattern: /^keys\/([0-9a-f]{64})\.pem$/, maxBytes: 128 * 1024 },
  { kind: 'metadata', pattern: /^metadata\/([0-9]{6})\.jsonl$/, maxBytes: 32 * 1024 * 1024 },
  { kind: 'history', pattern: /^history\/([0-9]{6})\.jsonl$/, maxBytes: 32 * 1024 * 1024 },
  { kind: 'manifest', pattern: /^(manifest)\.json$/, maxBytes: 64 * 1024 },
];

/** Limits memory use, because readers keep every name. */
export const maxEntries = 1_000_000;

export const certificateName = (sha256: string): string => `certificates/${sha256}.pem`;
export const keyName = (spkiSha256: string): string => `keys/${spkiSha256}.pem`;
export const metadataName = (number: number): string => `metadata/${String(number).padStart(6, '0')}.jsonl`;
export const historyName = (number: number): string => `history/${String(number).padStart(6, '0')}.jsonl`;
export const manifestName = 'manifest.json';

export function readEntryName(name: string, size: number): { readonly kind: EntryKind; readonly id: string } {
  for (const { kind, pattern, maxBytes } of kinds) {
    const id = pattern.exec(name)?.[1];
    if (id === undefined) continue;
    if (size > maxBytes) throw new AppError('limit-exceeded', { limit: 'size', what: kind });
    return { kind, id };
  }
  throw new AppError('damaged', { what: 'archive', problem: 'foreign-name' });
}
