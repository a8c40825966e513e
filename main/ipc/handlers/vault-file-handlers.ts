import type { Destinations } from '../../exports/destinations.ts';
import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

export function vaultFileHandlers(
  { vaultFiles }: Services,
  destinations: Destinations,
): Pick<Handlers, 'vault.export'> {
  return {
    'vault.export': async ({ destinationId }) => {
      const path = destinations.take(destinationId);
      try {
        const { bytes } = await vaultFiles.export(path);
        return { displayPath: path, bytes };
      } catch (error) {
        // Another try (after saving the recovery code) goes to the same place.
        destinations.restore(destinationId, path);
        throw error;
      }
    },
  };
}
