// SPDX-License-Identifier: Apache-2.0
import { writeRequestFile } from '../../exports/request-file.ts';
import { dialogWords } from '../dialog-words.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';
import { writeTo } from '../places.ts';

export function tokenHandlers({ host, services: { tokens }, language, places }: HandlerParts) {
  return {
    chooseModule: async () => {
      const [path] = await host.openFiles({ title: dialogWords(language()).moduleTitle, filters: [] });
      if (path === undefined) return { outcome: 'cancelled' };
      const { facts } = await tokens.lookAtModule({ path });
      return { outcome: 'chosen', facts };
    },
    saveRequest: async ({ destinationId, pem }) =>
      await writeTo(places, destinationId, 'request', async (output) => ({
        displayPath: output.path,
        bytes: await writeRequestFile(output, pem),
      })),
  } satisfies Partial<Handlers['tokens']>;
}
