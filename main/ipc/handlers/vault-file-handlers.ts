import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Destinations } from '../../exports/destinations.ts';
import { suggestedWholeName } from '../../exports/suggested-name.ts';
import type { Host } from '../../hosts/host.ts';
import type { Services } from '../../services.ts';
import { dialogWords } from '../dialog-words.ts';
import type { Handlers } from '../handler-types.ts';

type VaultFileCalls = 'files.chooseDestination' | 'vault.export';

export interface VaultFileHandlerParts {
  readonly host: Host;
  readonly services: Services;
  readonly destinations: Destinations;
  readonly language: () => string;
  readonly now: () => Date;
}

export function vaultFileHandlers(parts: VaultFileHandlerParts): Pick<Handlers, VaultFileCalls> {
  const { host, services, destinations, language, now } = parts;
  return {
    'files.chooseDestination': async ({ purpose }) => {
      const suggestedPath = join(homedir(), suggestedWholeName(purpose, now()));
      const answer = await host.saveFile({ title: dialogWords(language()).saveTitles[purpose], suggestedPath });
      switch (answer.outcome) {
        case 'chosen':
          return { outcome: 'chosen', destinationId: destinations.chosen(answer.path), displayPath: answer.path };
        case 'cancelled':
          return { outcome: 'cancelled' };
        case 'unavailable':
          return { outcome: 'unavailable', suggestedPath };
      }
    },
    'vault.export': async ({ destinationId }) => {
      const path = destinations.take(destinationId);
      try {
        const { bytes } = await services.vaultFiles.export(path);
        return { displayPath: path, bytes };
      } catch (error) {
        // Another try (after saving the recovery code) goes to the same place.
        destinations.restore(destinationId, path);
        throw error;
      }
    },
  };
}
