// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { eraseResidue } from '../deletion/erase-residue.ts';
import { removeOsStoreItem } from '../protectors/os-store-protector.ts';
import { readProtectors } from '../store/rows/protector-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import type { RekeyParts } from './rekey-parts.ts';
import { dropStaging, readPendingRekey } from './staging-rows.ts';

/** Removes old envelope bytes, migration copies and removed protectors' OS-store items. Throws no AppError. */
export async function finishRekey({ database, transactions, kit }: RekeyParts): Promise<void> {
  try {
    const pending = readPendingRekey(database);
    if (!pending?.request.swapped) return;
    const { vaultId } = readVaultRecord(database);
    const inForce = new Set(readProtectors(database).map((row) => row.id));
    let forgotten = true;
    for (const id of pending.request.forget.filter((each) => !inForce.has(each))) {
      forgotten = (await removeOsStoreItem(kit, vaultId, id)) && forgotten;
    }
    if (!(await eraseResidue(database)) || !forgotten) return;
    await transactions.change(() => {
      const now = readPendingRekey(database);
      if (now?.request.swapped === true && now.recipient === pending.recipient) dropStaging(database);
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
