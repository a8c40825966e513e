// SPDX-License-Identifier: Apache-2.0
import { certificateTables } from './certificates.ts';
import { copyTables } from './copies.ts';
import { enrolmentTables } from './enrolment.ts';
import { protectionTables } from './protection.ts';
import { trustTables } from './trust.ts';

const commented = [certificateTables, protectionTables, copyTables, enrolmentTables, trustTables].join('');

/**
 * Schema version 1. Certificates are public and stay readable with any SQLite tool; private keys, notes and protectors are
 * age files. SQLite keeps the text of each statement, and a vault whose text differs is refused: comments are left out, so
 * that one of them can be reworded. A test pins the rest.
 */
export const schemaV1 = commented.replaceAll(/^ *--.*\n/gm, '').replaceAll(/\n+/g, '\n');
