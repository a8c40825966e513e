// SPDX-License-Identifier: Apache-2.0
import { migrations, type Migrations } from '../../../main/vault/store/migrations.ts';

/** A hypothetical later version's schema: the current one plus a step. */
export const inventedV2: Migrations = [
  ...migrations,
  (database) => database.exec('CREATE TABLE invented (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT'),
];
