import { setTimeout } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { removeOsStoreItem } from '../protectors/os-store-protector.ts';
import { readProtectors } from '../store/protector-rows.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { readVaultRecord } from '../store/vault-record.ts';
import type { RekeyParts } from './rekey-parts.ts';
import { dropStaging, readPendingRekey } from './staging-rows.ts';

/** Another process that reads holds the WAL for milliseconds; a backup program may hold it longer. */
const walPatienceMs = 3000;
const walPauseMs = 25;

/**
 * What is left after the new identity is in force: the WAL with the old envelopes in it, and the OS-store items of
 * removed protectors. Never fails: what could not be done is done at a later unlock.
 */
export async function finishRekey({ database, transactions, kit }: RekeyParts): Promise<void> {
  const pending = readPendingRekey(database);
  if (!pending?.request.swapped) return;
  try {
    const { vaultId } = readVaultRecord(database);
    const inForce = new Set(readProtectors(database).map((row) => row.id));
    let forgotten = true;
    for (const id of pending.request.forget.filter((each) => !inForce.has(each))) {
      forgotten = (await removeOsStoreItem(kit, vaultId, id)) && forgotten;
    }
    if (!(await truncateWal(database)) || !forgotten) return;
    await transactions.change(() => {
      const now = readPendingRekey(database);
      if (now?.request.swapped === true && now.recipient === pending.recipient) dropStaging(database);
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** The WAL keeps the former pages, old envelopes and all, until it is cut. False when others held it all the time. */
async function truncateWal(database: DatabaseSync): Promise<boolean> {
  const giveUpAt = performance.now() + walPatienceMs;
  for (;;) {
    try {
      const row = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      if (row?.['busy'] === 0) return true;
    } catch (error) {
      const known = asAppError(error);
      if (!(known instanceof AppError) || known.code !== 'vault-busy') throw known;
    }
    if (performance.now() > giveUpAt) return false;
    await setTimeout(walPauseMs);
  }
}
