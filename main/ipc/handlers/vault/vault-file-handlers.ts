// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';

export function vaultFileHandlers(
  { vault, vaultFiles, imports }: Services,
  places: Places,
): Pick<Handlers, 'vault.export' | 'vault.importFile'> {
  return {
    'vault.export': async ({ destinationId }) => {
      const output = places.take(destinationId, 'vault');
      try {
        const { bytes } = await vaultFiles.export(output);
        return { displayPath: output.path, bytes };
      } catch (error) {
        // A retry (recovery code saved) reuses it.
        places.restore(destinationId, output);
        throw error;
      }
    },
    'vault.importFile': async ({ draftId, secret }, { signal }) => {
      const merged = await imports.withFile(draftId, async (path, origin) =>
        vaultFiles.import(path, secret, {
          // Keys need a protector here, too.
          prepare: async () => {
            await vault.requireOrCreate();
            if (secret !== null) await vault.ensureProtected();
          },
          signal,
          origin: { fileName: origin.fileName ?? '', path: origin.path },
        }),
      );
      imports.discard(draftId);
      const { added, known, keysAdded, oursKept, anchorsAdded, unreadable } = merged;
      const leftOut = unreadable.certificates.length + unreadable.keys.length + unreadable.notes.length;
      return { added: [...added], known: [...known], keysAdded, oursKept, anchorsAdded, unreadable: leftOut };
    },
  };
}
