// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';
import { suggestedFileName } from '../../../exports/suggested-name.ts';
import type { Services } from '../../../services.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';

type ExportCalls = 'exports.chooseDestination' | 'exports.chooseFolder' | 'exports.write' | 'exports.writeMany';

export function exportHandlers(
  services: Services,
  language: () => string,
  places: Places,
): Pick<Handlers, ExportCalls> {
  return {
    'exports.chooseDestination': async ({ sha256, format }) => {
      const { displayName } = await services.certificates.summary(sha256);
      const words = dialogWords(language());
      const title = format === 'p12' || format === 'pkcs8' ? words.saveKeyTitle : words.saveTitle;
      const suggestedPath = join(homedir(), suggestedFileName(displayName, format));
      return await places.askFile({ title, suggestedPath }, `certificate ${format} ${sha256}`);
    },
    'exports.chooseFolder': async ({ purpose }) => {
      const words = dialogWords(language());
      const title = purpose === 'backup' ? words.backupFolderTitle : words.folderTitle;
      return await places.askFolder({ title, suggestedPath: join(homedir(), 'CertSteward') }, purpose);
    },
    'exports.writeMany': async ({ destinationId, certificates, ...options }, context) => {
      const folder = places.takeFolder(destinationId, 'export');
      try {
        return { folder: folder.path, ...(await services.manyExports.write(certificates, options, folder, context)) };
      } catch (error) {
        places.restore(destinationId, folder);
        throw error;
      }
    },
    'exports.write': async ({ destinationId, ...options }, { signal }) => {
      const output = places.take(destinationId, `certificate ${options.format} ${options.sha256}`);
      try {
        return { displayPath: output.path, ...(await services.exports.write(options, output, signal)) };
      } catch (error) {
        // A retry (unlocked, or with a password) reuses it.
        places.restore(destinationId, output);
        throw error;
      }
    },
  };
}
