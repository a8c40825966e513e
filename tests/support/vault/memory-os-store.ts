// SPDX-License-Identifier: Apache-2.0
import type { OsSecretStore } from '../../../main/vault/os-secret-store/os-secret-store.ts';

/** For tests of vault logic. tests/integration/vault tests the real OS store. */
export function memoryOsStore(): OsSecretStore & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    probe: async () => await Promise.resolve({ available: true, reason: null }),
    read: async (account) => await Promise.resolve(items.get(account) ?? null),
    write: async (account, secret) => {
      items.set(account, secret);
      await Promise.resolve();
    },
    remove: async (account) => {
      items.delete(account);
      await Promise.resolve();
    },
  };
}
