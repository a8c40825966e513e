// SPDX-License-Identifier: Apache-2.0
import { exampleProfiles } from '../../../enrolment/profiles/examples.ts';
import { writeRequestFile } from '../../../exports/request-file.ts';
import type { Host } from '../../../hosts/host.ts';
import type { Services } from '../../../services.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';
import { startRequest } from './start-request.ts';

type EnrolmentCalls = Extract<keyof Handlers, `profiles.${string}` | `requests.${string}`>;

export function enrolmentHandlers(
  host: Host,
  { enrolment, tokens }: Services,
  language: () => string,
  places: Places,
): Pick<Handlers, EnrolmentCalls> {
  const { profiles } = enrolment;
  return {
    'profiles.list': async () => ({ profiles: await profiles.list(), examples: exampleProfiles() }),
    'profiles.chooseFile': async () => {
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
    'profiles.replace': async ({ pending }) => profiles.replace(pending),
    'profiles.addExample': async ({ protocol }) => profiles.addExample(protocol),
    'profiles.confirm': async ({ id, typedHost }) => profiles.confirm(id, typedHost),
    'profiles.remove': async ({ id }) => {
      await profiles.remove(id);
      return {};
    },
    'requests.list': async () => ({ requests: await enrolment.requests() }),
    'requests.settle': async () => ({ requests: await enrolment.pending() }),
    'requests.start': async (wanted, run) => startRequest({ enrolment, tokens }, wanted, run),
    'requests.pem': async ({ id }) => ({ pem: await enrolment.pemOf(id) }),
    'requests.write': async ({ id, destinationId }) => {
      const output = places.take(destinationId, 'request');
      try {
        return { displayPath: output.path, bytes: await writeRequestFile(output, await enrolment.pemOf(id)) };
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
    'requests.takeReply': async ({ draftId, ...options }) => {
      const { added, otherNames, ...taken } = await enrolment.takeReplyDraft(draftId, options);
      return { ...taken, added: [...added], otherNames: [...otherNames] };
    },
    'requests.remove': async ({ id }, { signal }) => enrolment.remove(id, signal),
  };
}
