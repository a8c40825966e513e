// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';

export interface ImportedItem {
  readonly file: string;
  readonly diagnosis: Diagnosis;
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keys: number;
  /** Set if the certificates can be imported without the locked keys. */
  readonly certificatesAlone?: boolean;
  readonly keysLeftOut?: number;
  readonly kind?: 'backup';
}

export interface TakenItem extends ImportedItem {
  readonly keysAdded: number;
  /** For a file of keys alone: the names of their certificates in the vault. */
  readonly keyHolders?: readonly string[] | null;
  /** Names of added certificates whose private keys were already in the vault. */
  readonly joinedKeys?: readonly string[];
  /** The file has nothing but certificate requests. */
  readonly isRequest?: boolean;
  readonly triedPasswords?: number;
}

export interface ImportSummary {
  files: number;
  opened: number;
  needsPassword: number;
  damaged: number;
  unsupported: number;
  failed: number;
  passedOver: number;
}

const countedAs: Readonly<Record<Diagnosis['code'], keyof ImportSummary>> = {
  opened: 'opened',
  'needs-password': 'needsPassword',
  'wrong-password': 'needsPassword',
  'unsupported-algorithm': 'unsupported',
  'key-mismatch': 'damaged',
  'wrong-key': 'unsupported',
  'enveloped-key': 'unsupported',
  'enveloped-data': 'unsupported',
  damaged: 'damaged',
  'limit-exceeded': 'failed',
  'not-a-certificate-file': 'passedOver',
};

export function emptySummary(files: number): ImportSummary {
  return { files, opened: 0, needsPassword: 0, damaged: 0, unsupported: 0, failed: 0, passedOver: 0 };
}

export function countDiagnosis(summary: ImportSummary, code: Diagnosis['code']): void {
  summary[countedAs[code]] += 1;
}
