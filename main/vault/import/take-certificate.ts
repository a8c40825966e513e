// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { Origin } from '../../../shared/schemas/certificates/certificate.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import { takeFromTrash } from '../deletion/deletion-rows.ts';
import { addOrigin, insertCertificate } from '../store/rows/certificate-writes.ts';

/** `returned`: from the trash. */
export type Taken = 'new' | 'returned' | 'known';

export function takeCertificate(database: DatabaseSync, found: FoundCertificate, origin: Origin): Taken {
  if (insertCertificate(database, found, origin)) return 'new';
  const { sha256 } = found.fields;
  const cameBack = takeFromTrash(database, [sha256]).length > 0;
  addOrigin(database, sha256, origin);
  return cameBack ? 'returned' : 'known';
}
