// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * A second process that has the vault open. Arguments: vault folder, and `idle`, `reading` (a read transaction that
 * pins the WAL) or `writing` (holds the write lock). Prints `ready` and stays until killed.
 */
const [folder = '', how = 'idle'] = process.argv.slice(2);
const database = new DatabaseSync(join(folder, 'vault.sqlite'));
if (how === 'reading') database.exec('BEGIN');
if (how === 'writing') database.exec('BEGIN IMMEDIATE');
database.prepare('SELECT count(*) FROM certificates').get();
writeSync(1, 'ready\n');
setInterval(() => undefined, 1000);
