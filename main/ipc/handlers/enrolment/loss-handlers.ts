// SPDX-License-Identifier: Apache-2.0
import { contactSheetText } from '../../../../shared/sinks/contact-sheet-text.ts';
import { writeTextFile } from '../../../exports/text-file.ts';
import { revokingProtocol } from '../../../losses/revoke-by-protocol.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { writeTo } from '../../places.ts';
import { confirmedServer } from './server-profile.ts';

export function lossHandlers({ services: { losses, enrolment }, language, places }: HandlerParts) {
  return {
    revoke: async ({ sha256, profileId, login }, run) => {
      const { authority } = await losses.sheet({ sha256, profileId });
      revokingProtocol(authority?.protocol ?? null);
      const { held } = await confirmedServer(enrolment.profiles, authority?.profileId ?? '');
      const ask = { trust: { anchorFile: null, pin: null }, login, acceptNames: false, run };
      return { loss: await losses.revoke(sha256, held, ask, null) };
    },
    writeSheet: async ({ sha256s, profileId, destinationId }) =>
      await writeTo(places, destinationId, 'contact-sheet', async (output) => {
        const views = await Promise.all(sha256s.map(async (sha256) => await losses.view({ sha256, profileId })));
        const kind = views[0]?.loss?.kind ?? null;
        const sheets = views.map(({ sheet }) => sheet);
        return {
          displayPath: output.path,
          bytes: await writeTextFile(output, contactSheetText(sheets, kind, language())),
        };
      }),
  } satisfies Partial<Handlers['losses']>;
}
