// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDatabase } from '../../support/stores/fill-nss-database.ts';
import { storeAt } from '../../support/stores/nss-home.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';

const count = 5000;
const missing = missingTools('certutil');

describe.skipIf(missing.length > 0)(`a large NSS database${skipReason(missing)}`, () => {
  // softokn syncs after each object; in memory, filling takes a third of the time.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'certsteward-nss-'));
  beforeAll(() => fillDatabase(folder, count), 400_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // softokn's own listing is quadratic and takes minutes. `npm run bench -- --stores` measures both listings.
  test(`[S01] ${count} certificates in one NSS database are all listed, each once`, { timeout: 60_000 }, async () => {
    const listed = await (await storeAt(folder)).list();
    expect(listed).toHaveLength(count);
    expect(new Set(listed.map(({ fields }) => fields.serial)).size).toBe(count);
  });
});
