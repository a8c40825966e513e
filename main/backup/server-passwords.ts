// SPDX-License-Identifier: Apache-2.0
import type { OsSecretStore } from '../vault/os-secret-store/os-secret-store.ts';

/** Passwords of WebDAV servers in the OS secret store (DESIGN 14), beside what the vault keeps there. */
export interface ServerPasswords {
  /** `place`: address with user, as `readWebdavAddress` writes it. Null: none is kept, or there is no store. Never rejects. */
  read(place: string): Promise<string | null>;
  /** False: it is not kept, whatever the reason. Never rejects. */
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
        // A store may take something and keep something else.
        return (await osStore.read(account(place))) === password;
      } catch {
        return false;
      }
    },
  };
}
