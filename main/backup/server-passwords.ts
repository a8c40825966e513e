// SPDX-License-Identifier: Apache-2.0
import type { OsSecretStore } from '../vault/os-secret-store/os-secret-store.ts';

export interface ServerPasswords {
  /** `place` is from `readWebdavAddress`. Returns null if nothing is stored or there is no store. Never rejects. */
  read(place: string): Promise<string | null>;
  /** Returns false if not stored. Never rejects. */
  remember(place: string, password: string): Promise<boolean>;
}

export function createServerPasswords(osStore: OsSecretStore): ServerPasswords {
  const account = (place: string): string => `webdav:${place}`;
  return {
    async read(place) {
      return await osStore.read(account(place)).catch(() => null);
    },
    async remember(place, password) {
      try {
        await osStore.write(account(place), password);
        // Read it back, because a store may report success but keep a different value.
        return (await osStore.read(account(place))) === password;
      } catch {
        return false;
      }
    },
  };
}
