import type { DatabaseSync } from 'node:sqlite';
import * as rows from './store/check-rows.ts';
import type { PathCheckRow } from './store/check-rows.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';

/** What was found about certificates when they were checked (V01, V02). Everything works locked; nothing of it is under the seal. */
export interface VaultChecks {
  /** Null: not judged yet. */
  path(sha256: string): PathCheckRow | null;
  /** When each was judged, and with what; by its SHA-256. */
  pathTimes(): Map<string, Pick<PathCheckRow, 'basis' | 'checkedAt'>>;
  /** SHA-256 of certificates with whose path something is wrong. */
  unsound(): Set<string>;
  /** SHA-256 of certificates whose path is valid and leads to an anchor. */
  valid(): Set<string>;
  /** SHA-256 of certificates that their authority has revoked. */
  revoked(): Set<string>;
  /** See `fewToJudge`: those that were never judged or are not sound; null when there are more than `limit`. */
  fewToJudge(limit: number): string[] | null;
  /**
   * Keeps verdicts. The revision rises only when one of them shows in the list: a look at 10,000 certificates that are as
   * they were must not make everybody read the vault anew. `isListed`: whether the list knows an anchor by itself, so that a
   * valid path to it shows nothing new. Throws `vault-busy`, `disk-full`.
   */
  keepPaths(checks: readonly PathCheckRow[], isListed: (anchor: string) => boolean): Promise<void>;
}

export function createVaultChecks(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
}): VaultChecks {
  const { database, transactions } = parts;
  return {
    path: (sha256) => withSqliteErrors(() => rows.findPathCheck(database, sha256)),
    pathTimes: () => withSqliteErrors(() => rows.pathCheckTimes(database)),
    unsound: () => withSqliteErrors(() => rows.unsoundIds(database)),
    valid: () => withSqliteErrors(() => rows.validIds(database)),
    revoked: () => withSqliteErrors(() => rows.revokedIds(database)),
    fewToJudge: (limit) => withSqliteErrors(() => rows.fewToJudge(database, limit)),
    async keepPaths(checks, isListed) {
      const { unsound, valid } = withSqliteErrors(() => ({
        unsound: rows.unsoundIds(database),
        valid: rows.validIds(database),
      }));
      const completes = (check: PathCheckRow | null): boolean => check !== null && !isListed(check.path.at(-1) ?? '');
      const isSeen = checks.some((check) => {
        const was = valid.has(check.sha256);
        if (unsound.has(check.sha256) === check.sound) return true;
        if (was === check.valid) return false;
        return completes(was ? withSqliteErrors(() => rows.findPathCheck(database, check.sha256)) : check);
      });
      const write = (): void => {
        for (const check of checks) rows.writePathCheck(database, check);
      };
      await (isSeen ? transactions.change(write) : transactions.note(write));
    },
  };
}
