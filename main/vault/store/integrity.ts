import type { DatabaseSync } from 'node:sqlite';

/** How many findings one check lists: the first few say enough. */
const maxFindings = 20;

/** Fast check at every open. Empty when sound, else what is affected: names of tables, or SQLite's own words. */
export function quickCheck(database: DatabaseSync): string[] {
  return findings(database, 'quick_check');
}

/** Also compares every index with its table. */
export function fullCheck(database: DatabaseSync): string[] {
  return findings(database, 'integrity_check');
}

/** `table:rowid` of rows that refer to something that is not there. */
export function foreignKeyCheck(database: DatabaseSync): string[] {
  return database
    .prepare('PRAGMA foreign_key_check')
    .all()
    .map((row) => `${String(row['table'])}:${String(row['rowid'])}`);
}

function findings(database: DatabaseSync, pragma: 'quick_check' | 'integrity_check'): string[] {
  const messages = database
    .prepare(`PRAGMA ${pragma}(${maxFindings})`)
    .all()
    .map((row) => String(row[pragma]));
  if (messages.length === 1 && messages[0] === 'ok') return [];
  const tables = tablesByRootPage(database);
  return [...new Set(messages.map((message) => affectedBy(message, tables)))];
}

/** SQLite names a damaged b-tree by the number of its root page ("Tree 7 page 12: …"). */
function affectedBy(message: string, tables: ReadonlyMap<number, string>): string {
  const tree = /^(?:\*\*\*.*\n)?Tree (\d+) /.exec(message);
  return (tree && tables.get(Number(tree[1]))) ?? message;
}

function tablesByRootPage(database: DatabaseSync): Map<number, string> {
  const tables = new Map<number, string>();
  for (const row of database.prepare('SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0').all()) {
    tables.set(Number(row['rootpage']), String(row['tbl_name']));
  }
  return tables;
}
