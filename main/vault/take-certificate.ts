// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { Origin } from '../../shared/schemas/certificate.ts';
import type { FoundCertificate } from '../formats/inspection.ts';
import { takeFromTrash } from './deletion/deletion-rows.ts';
import { addOrigin, insertCertificate } from './store/certificate-writes.ts';

/** `returned`: it lay in 最近删除. */
export type Taken = 'new' | 'returned' | 'known';

/** One certificate of a file, with where it came from. Call it inside a transaction. */
export function takeCertificate(database: DatabaseSync, found: FoundCertificate, origin: Origin): Taken {
  if (insertCertificate(database, found, origin)) return 'new';
  const { sha256 } = found.fields;
  const cameBack = takeFromTrash(database, [sha256]).length > 0;
  addOrigin(database, sha256, origin);
  return cameBack ? 'returned' : 'known';
}
