// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderDestination } from '../../../main/backup/destinations/folder-destination.ts';
import type { TokenDataObjects } from '../../../main/backup/destinations/token-data-store.ts';
import { tokenDestination } from '../../../main/backup/destinations/token-destination.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { destinationsWith } from '../../support/contract/destinations.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const octets = Uint8Array.from({ length: 3000 }, (_, index) => index % 251);

test('[B08] peek reads the requested first octets from a folder, all of a shorter file, or null', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.tar'), octets);
  const { peek } = folderDestination(destinationsWith(), folder);
  expect(await peek('a.tar', 1000)).toEqual(Buffer.from(octets.subarray(0, 1000)));
  expect(await peek('a.tar', 5000)).toEqual(Buffer.from(octets));
  expect(await peek('gone.tar', 1000)).toBeNull();
  expect(await peek('.', 1000)).toBeNull();
});

test('[B08] [B06] peek reads the same from a token, with one login', async () => {
  let logins = 0;
  const data: Partial<TokenDataObjects> = {
    read: async (name) => {
      if (name !== 'a.tar') throw new AppError('not-found');
      return await Promise.resolve(octets);
    },
  };
  const store = {
    openData: async () => {
      logins += 1;
      return await Promise.resolve(data as TokenDataObjects);
    },
  };
  const token = { tokenId: 'x', serial: '1', pin: 'secret', confirmedLastTry: false };
  const { peek } = tokenDestination(token, store, '/nowhere');
  expect(await peek('a.tar', 1000)).toEqual(octets.subarray(0, 1000));
  expect(await peek('a.tar', 5000)).toEqual(octets);
  expect(await peek('gone.tar', 1000)).toBeNull();
  expect(logins).toBe(1);
});
