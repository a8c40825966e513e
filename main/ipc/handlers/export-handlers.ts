import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DestinationHandles } from '../../destinations/destination-handles.ts';
import { suggestedFileName } from '../../exports/suggested-name.ts';
import type { Host } from '../../hosts/host.ts';
import type { Services } from '../../services.ts';
import { dialogWords } from '../dialog-words.ts';
import type { Handlers } from '../handler-types.ts';

type ExportCalls =
  | 'exports.chooseDestination'
  | 'exports.typeDestination'
  | 'exports.chooseFolder'
  | 'exports.typeFolder'
  | 'exports.write'
  | 'exports.writeMany';

export function exportHandlers(
  host: Host,
  services: Services,
  language: () => string,
  destinations: DestinationHandles,
): Pick<Handlers, ExportCalls> {
  return {
    'exports.chooseDestination': async ({ sha256, format }) => {
      const { displayName } = await services.certificates.summary(sha256);
      const suggestedPath = join(homedir(), suggestedFileName(displayName, format));
      const answer = await host.saveFile({ title: dialogWords(language()).saveTitle, suggestedPath });
      switch (answer.outcome) {
        case 'chosen': {
          const { id, path } = await destinations.chosen(answer.path);
          return { outcome: 'chosen', destinationId: id, displayPath: path };
        }
        case 'cancelled':
          return { outcome: 'cancelled' };
        case 'unavailable':
          return { outcome: 'unavailable', suggestedPath };
      }
    },
    'exports.typeDestination': async ({ path, overwrite }) => {
      const held = await destinations.typed(path, { overwrite, home: homedir() });
      return { destinationId: held.id, displayPath: held.path };
    },
    'exports.chooseFolder': async () => {
      const answer = await host.openFolder({ title: dialogWords(language()).folderTitle });
      if (answer.outcome === 'cancelled') return answer;
      if (answer.outcome === 'unavailable') return { ...answer, suggestedPath: join(homedir(), 'CertSteward') };
      const { id, path } = await destinations.chosenFolder(answer.path);
      return { outcome: 'chosen', destinationId: id, displayPath: path };
    },
    'exports.typeFolder': async ({ path }) => {
      const held = await destinations.typedFolder(path, { home: homedir() });
      return { destinationId: held.id, displayPath: held.path };
    },
    'exports.writeMany': async ({ destinationId, certificates, ...options }, context) => {
      const folder = destinations.takeFolder(destinationId);
      try {
        return { folder: folder.path, ...(await services.manyExports.write(certificates, options, folder, context)) };
      } catch (error) {
        destinations.restore(destinationId, folder);
        throw error;
      }
    },
    'exports.write': async ({ destinationId, ...options }, { signal }) => {
      const output = destinations.take(destinationId);
      try {
        return { displayPath: output.path, ...(await services.exports.write(options, output, signal)) };
      } catch (error) {
        // Another try (after unlocking, or with a password) goes to the same place.
        destinations.restore(destinationId, output);
        throw error;
      }
    },
  };
}
