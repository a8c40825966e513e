// SPDX-License-Identifier: Apache-2.0
import type { OsSecretStore } from '../vault/os-secret-store/os-secret-store.ts';

/** Stored in the system's secret store (DESIGN 14). */
export interface ServerPasswords {
  /** `place`: as `readWebdavAddress` writes it. Null: none stored, or no store. Never rejects. */
  read(place: string): Promise<string | null>;
  /** False: not stored. Never rejects. */
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
        // A store may accept one secret but keep a different one.
        return (await osStore.read(account(place))) === password;
      } catch {
        return false;
      }
    },
  };
}
