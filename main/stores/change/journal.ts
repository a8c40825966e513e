// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { JournalRow } from '../../vault/records/installed/journal-rows.ts';
import type { ChangeEnd } from '../../vault/records/installed/vault-installed.ts';
import type { Vault } from '../../vault/vault.ts';

export interface Journal {
  /** Writes the row durably. Call before changing the store. */
  begin(
    vault: Vault,
    change: Pick<JournalRow, 'storeId' | 'action' | 'sha256'> &
      Pick<JournalRow['before'], 'certificate' | 'key' | 'spkiSha256'>,
  ): Promise<JournalRow>;
  end(vault: Vault, row: JournalRow, end: ChangeEnd): Promise<void>;
  leave(row: JournalRow): void;
  /** Returns abandoned rows, oldest first, including those of other processes. */
  left(vault: Vault): JournalRow[];
}

/** Older rows are abandoned, even if their process id was reused. */
const longestChangeMs = 10 * 60 * 1000;

export function createJournal(now: () => Date): Journal {
  const own = new Set<string>();
  const computer = hostname();
  return {
    async begin(vault, { storeId, action, sha256, ...before }) {
      const row: JournalRow = {
        id: randomUUID(),
        at: now().toISOString(),
        storeId,
        action,
        sha256,
        before: { ...before, process: process.pid, computer },
      };
      own.add(row.id);
      await vault.installed.begin(row);
      return row;
    },
    async end(vault, row, end) {
      await vault.installed.end(row, end);
      own.delete(row.id);
    },
    leave: (row) => void own.delete(row.id),
    left: (vault) =>
      vault.installed.journal().filter((row) => !own.has(row.id) && isLeft(row, { computer, now: now(), alive })),
  };
}

export function isLeft(
  { at, before }: JournalRow,
  here: { readonly computer: string; readonly now: Date; alive(process: number): boolean },
): boolean {
  if (before.computer !== here.computer) return false;
  // `left` already omits this process's changes in progress.
  if (before.process === process.pid) return true;
  const young = Math.abs(here.now.getTime() - Date.parse(at)) < longestChangeMs;
  return !(young && here.alive(before.process));
}

function alive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
