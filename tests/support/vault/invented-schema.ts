// SPDX-License-Identifier: Apache-2.0
import { migrations, type Migrations } from '../../../main/vault/store/migrations.ts';

/** The schema of a hypothetical later version: the current one and a further step. */
export const inventedV2: Migrations = [
  ...migrations,
  (database) => database.exec('CREATE TABLE invented (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT'),
];
