// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { StoredPathWarning } from '../../../shared/schemas/trust/trust.ts';
import type { VaultAcceptance } from '../seal/acceptance.ts';
import { confirmedAnchorIds } from '../store/rows/anchor-rows.ts';
import * as rows from '../store/rows/check-rows.ts';
import type { PathCheckRow } from '../store/rows/check-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';

export interface JudgedWith {
  isListed(anchor: string): boolean;
  /** SHA-256 of the anchors confirmed when the checks ran, sorted. */
  readonly confirmed: readonly string[];
}

/** Works while locked. Results are not sealed. */
export interface VaultChecks {
  path(sha256: string): PathCheckRow | null;
  pathTimes(): Map<string, Pick<PathCheckRow, 'basis' | 'checkedAt'>>;
  unsound(): Set<string>;
  valid(): Set<string>;
  warnings(): Map<string, readonly StoredPathWarning[]>;
  revoked(): Set<string>;
  fewToJudge(limit: number, fresh: { readonly from: string; readonly to: string }): string[] | null;
  /** Raises the revision only for visible changes. Returns false if the anchors changed. */
  keepPaths(checks: readonly PathCheckRow[], judgedWith: JudgedWith): Promise<boolean>;
}

export function createVaultChecks(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly acceptance: Pick<VaultAcceptance, 'isAccepted'>;
}): VaultChecks {
  const { database, transactions, acceptance } = parts;
  const notCounting = (): Set<string> => (acceptance.isAccepted() ? new Set() : rows.validByOwnAnchors(database));

  return {
    path: (sha256) => withSqliteErrors(() => (notCounting().has(sha256) ? null : rows.findPathCheck(database, sha256))),
    pathTimes: () =>
      withSqliteErrors(() => {
        const times = rows.pathCheckTimes(database);
        for (const sha256 of notCounting()) times.delete(sha256);
        return times;
      }),
    unsound: () => withSqliteErrors(() => rows.unsoundIds(database)),
    warnings: () => withSqliteErrors(() => rows.pathWarnings(database)),
    valid: () =>
      withSqliteErrors(() => {
        const ids = rows.validIds(database);
        for (const sha256 of notCounting()) ids.delete(sha256);
        return ids;
      }),
    revoked: () => withSqliteErrors(() => rows.revokedIds(database)),
    fewToJudge: (limit, fresh) => withSqliteErrors(() => rows.fewToJudge(database, limit, fresh)),
    async keepPaths(checks, { isListed, confirmed }) {
      const { unsound, valid, warned } = withSqliteErrors(() => ({
        unsound: rows.unsoundIds(database),
        valid: rows.validIds(database),
        warned: rows.pathWarnings(database),
      }));
      const completes = (check: PathCheckRow | null): boolean => check !== null && !isListed(check.path.at(-1) ?? '');
      const isSeen = checks.some((check) => {
        const was = valid.has(check.sha256);
        if (unsound.has(check.sha256) === check.sound) return true;
        if (JSON.stringify(warned.get(check.sha256) ?? []) !== JSON.stringify(check.warnings)) return true;
        if (was === check.valid) return false;
        return completes(was ? withSqliteErrors(() => rows.findPathCheck(database, check.sha256)) : check);
      });
      let kept = false;
      const write = (): void => {
        // Changing anchors deletes results. A late check must not restore them.
        kept = confirmedAnchorIds(database).join(' ') === confirmed.join(' ');
        if (kept) for (const check of checks) rows.writePathCheck(database, check);
      };
      await (isSeen ? transactions.change(write) : transactions.note(write));
      return kept;
    },
  };
}
