// SPDX-License-Identifier: Apache-2.0
import { exampleProfiles } from '../../../enrolment/profiles/examples.ts';
import { writeRequestFile } from '../../../exports/request-file.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { writeTo } from '../../places.ts';
import { createStartRequest } from './start-request.ts';

export function profileHandlers({
  host,
  services: {
    enrolment: { profiles },
  },
  language,
}: HandlerParts) {
  return {
    list: async () => ({ profiles: await profiles.list(), examples: exampleProfiles() }),
    chooseFile: async () => {
      const words = dialogWords(language());
      const [path] = await host.openFiles({
        title: words.profileTitle,
        filters: [
          { name: words.profileFiles, extensions: ['json'] },
          { name: words.allFiles, extensions: ['*'] },
        ],
      });
      if (path === undefined) return { outcome: 'cancelled' };
      return { outcome: 'imported', profile: await profiles.importFile(path) };
    },
  } satisfies Partial<Handlers['profiles']>;
}

export function requestHandlers({ services: { enrolment, tokens }, places }: HandlerParts) {
  return {
    list: async () => ({ requests: await enrolment.requests() }),
    settle: async () => ({ requests: await enrolment.pending() }),
    start: createStartRequest({ enrolment, tokens }),
    pem: async ({ id }) => ({ pem: await enrolment.pemOf(id) }),
    write: async ({ id, destinationId }) =>
      await writeTo(places, destinationId, 'request', async (output) => ({
        displayPath: output.path,
        bytes: await writeRequestFile(output, await enrolment.pemOf(id)),
      })),
    takeReply: enrolment.takeReplyDraft,
  } satisfies Partial<Handlers['requests']>;
}
