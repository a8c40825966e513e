// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:sqlite';

/** The temporary triggers of seal/touched-keys.ts. */
const ownTriggers: ReadonlySet<string | null> = new Set(['key_came', 'key_changed', 'key_went']);

/**
 * `context` is the innermost trigger or view (sqlite.org/c3ref/set_authorizer.html). Denies recursive queries, because
 * node:sqlite cannot interrupt them. CHECKs, DEFAULTs, generated columns and index expressions bypass the authorizer
 * (see vault-connection.ts).
 */
export function authorize(
  action: number,
  first: string | null,
  second: string | null,
  database: string | null,
  context: string | null,
): number {
  const denied: readonly number[] = [constants.SQLITE_RECURSIVE, constants.SQLITE_ATTACH, constants.SQLITE_DETACH];
  if (denied.includes(action)) return constants.SQLITE_DENY;
  if (context === null || (ownTriggers.has(context) && isOfOwnTrigger(action, first, second, database))) {
    return constants.SQLITE_OK;
  }
  return constants.SQLITE_DENY;
}

/** Allows only transactions, pragmas and reading tables, because the schema is untrusted. */
export function authorizeRows(
  action: number,
  _first: string | null,
  _second: string | null,
  _database: string | null,
  context: string | null,
): number {
  const allowed: readonly number[] = [
    constants.SQLITE_SELECT,
    constants.SQLITE_READ,
    constants.SQLITE_PRAGMA,
    constants.SQLITE_TRANSACTION,
  ];
  return context === null && allowed.includes(action) ? constants.SQLITE_OK : constants.SQLITE_DENY;
}

/** Limits what a planted trigger named like ours can do. */
function isOfOwnTrigger(action: number, table: string | null, column: string | null, database: string | null): boolean {
  if (action === constants.SQLITE_INSERT) return table === 'touched_keys' && database === 'temp';
  return action === constants.SQLITE_READ && column === 'spki_sha256' && (table === 'keys' || table === 'touched_keys');
}
