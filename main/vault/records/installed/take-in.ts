// SPDX-License-Identifier: Apache-2.0
import type { ImportItems, ImportResult } from '../../import/import-items.ts';
import { appendLogEntry, detailOfCertificates } from '../../log/append-entry.ts';
import type { Vault } from '../../vault.ts';

/** `token` is a PKCS#11 URI; `provider` names a hardware key's provider in a system store. */
export async function takeInFromStore(
  vault: Vault,
  items: Pick<ImportItems, 'certificates' | 'keys'>,
  store: {
    readonly name: string;
    readonly path: string | null;
    readonly at: Date;
    readonly token?: string;
    readonly provider?: string | null;
  },
): Promise<ImportResult> {
  return await vault.importItems({
    ...items,
    origin: {
      via: store.token === undefined ? 'store' : 'token',
      fileName: store.name,
      path: store.path,
      downloadedFrom: store.token ?? store.provider ?? null,
    },
    also:
      async () =>
      (database, { added, keysAdded }) => {
        if (added.length + keysAdded === 0) return;
        const detail = { ...detailOfCertificates(added), keys: keysAdded, what: store.name.slice(0, 200) };
        appendLogEntry(database, store.at, store.token === undefined ? 'taken-in' : 'taken-in-from-token', detail);
      },
  });
}
