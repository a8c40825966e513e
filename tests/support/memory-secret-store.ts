import type { OsSecretStore } from '../../main/vault/protectors/os-secret-store.ts';

/** A secret store in memory, for tests that change or lose what is in it; the real one has tests of its own. */
export function memorySecretStore(): OsSecretStore & { readonly items: Map<string, string>; readonly reads: string[] } {
  const items = new Map<string, string>();
  const reads: string[] = [];
  return {
    items,
    reads,
    probe: async () => await Promise.resolve({ available: true, reason: null }),
    async read(account) {
      reads.push(account);
      return await Promise.resolve(items.get(account) ?? null);
    },
    async write(account, secret) {
      items.set(account, secret);
      await Promise.resolve();
    },
    async remove(account) {
      items.delete(account);
      await Promise.resolve();
    },
  };
}
