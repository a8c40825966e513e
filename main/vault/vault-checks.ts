// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { StoredPathWarning } from '../../shared/schemas/trust.ts';
import type { VaultAcceptance } from './acceptance.ts';
import { confirmedAnchorIds } from './store/anchor-rows.ts';
import * as rows from './store/check-rows.ts';
import type { PathCheckRow } from './store/check-rows.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';

/** Whom verdicts were made with. */
export interface JudgedWith {
  /** Whether the list knows an anchor by itself, so that a valid path to it shows nothing new. */
  isListed(anchor: string): boolean;
  /** SHA-256 of the confirmed anchors, in order, as they were before. */
  readonly confirmed: readonly string[];
}

/** What was found about certificates when they were checked (V01, V02). Everything works locked; nothing of it is under the seal. */
export interface VaultChecks {
  /** Null: not judged yet. */
  path(sha256: string): PathCheckRow | null;
  /** When each was judged, and with what; by its SHA-256. */
  pathTimes(): Map<string, Pick<PathCheckRow, 'basis' | 'checkedAt'>>;
  /** SHA-256 of certificates with whose path something is wrong. */
  unsound(): Set<string>;
  /** SHA-256 of certificates whose path is valid and leads to an anchor; see `validIds`. */
  valid(): Set<string>;
  /** Weak algorithms of each judged certificate that has some; by its SHA-256. */
  warnings(): Map<string, readonly StoredPathWarning[]>;
  /** SHA-256 of certificates that their authority has revoked. */
  revoked(): Set<string>;
  /** See `fewToJudge`: those that were never judged, are not sound, or were called valid at another time than `fresh`. */
  fewToJudge(limit: number, fresh: { readonly from: string; readonly to: string }): string[] | null;
  /**
   * Keeps verdicts. The revision rises only when one of them shows in the list: a look at 10,000 certificates that are as
   * they were must not make everybody read the vault anew. False, and nothing is kept: other anchors are confirmed by now.
   * Throws `vault-busy`, `disk-full`.
   */
  keepPaths(checks: readonly PathCheckRow[], judgedWith: JudgedWith): Promise<boolean>;
}

export function createVaultChecks(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly acceptance: Pick<VaultAcceptance, 'isAccepted'>;
}): VaultChecks {
  const { database, transactions, acceptance } = parts;
  /** Verdicts that rest on anchors of a vault that was not accepted do not count. */
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
        // Whoever confirmed or removed one has forgotten verdicts: those of before must not come back.
        kept = confirmedAnchorIds(database).join(' ') === confirmed.join(' ');
        if (kept) for (const check of checks) rows.writePathCheck(database, check);
      };
      await (isSeen ? transactions.change(write) : transactions.note(write));
      return kept;
    },
  };
}
