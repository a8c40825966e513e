// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';
import { carriesKey } from '../../../../shared/domain/imports/carries-key.ts';
import { suggestedFileName } from '../../../exports/suggested-name.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { writeTo } from '../../places.ts';

export function exportHandlers({ services, language, places }: HandlerParts) {
  return {
    chooseDestination: async ({ sha256, format }) => {
      const { displayName } = await services.certificates.summary(sha256);
      const words = dialogWords(language());
      const title = carriesKey(format) ? words.saveKeyTitle : words.saveTitle;
      const suggestedPath = join(homedir(), suggestedFileName(displayName, format));
      return await places.askFile({ title, suggestedPath }, `certificate ${format} ${sha256}`);
    },
    chooseFolder: async ({ purpose }) => {
      const words = dialogWords(language());
      const title = purpose === 'backup' ? words.backupFolderTitle : words.folderTitle;
      return await places.askFolder({ title, suggestedPath: join(homedir(), 'CertSteward') }, purpose);
    },
    writeMany: async ({ destinationId, certificates, ...options }, context) => {
      const folder = places.takeFolder(destinationId, 'export');
      try {
        return { folder: folder.path, ...(await services.manyExports.write(certificates, options, folder, context)) };
      } catch (error) {
        places.restore(destinationId, folder);
        throw error;
      }
    },
    write: async ({ destinationId, ...options }, { signal }) =>
      await writeTo(places, destinationId, `certificate ${options.format} ${options.sha256}`, async (output) => ({
        displayPath: output.path,
        ...(await services.exports.write(options, output, signal)),
      })),
  } satisfies Handlers['exports'];
}
