// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:sqlite';

/** The triggers of seal/touched-keys.ts, which each connection makes for itself and no file keeps. */
const ownTriggers: ReadonlySet<string | null> = new Set(['key_came', 'key_changed', 'key_went']);

/**
 * Decides what a statement may do, each time that SQLite compiles it, also again after another process changed the schema
 * (sqlite.org/c3ref/set_authorizer.html). `context` names the trigger or view that the access comes from: a file of ours
 * has none. Recursive queries are denied because node:sqlite cannot interrupt one. CHECK, DEFAULT, generated columns and
 * index expressions are never asked about: vault-connection.ts compares their text.
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

/** For a file whose schema may be anything: reads of columns alone, none through a view, and no function. */
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

/** Also for a planted trigger with one of these names: it can do nothing else. */
function isOfOwnTrigger(action: number, table: string | null, column: string | null, database: string | null): boolean {
  if (action === constants.SQLITE_INSERT) return table === 'touched_keys' && database === 'temp';
  return action === constants.SQLITE_READ && column === 'spki_sha256' && (table === 'keys' || table === 'touched_keys');
}
