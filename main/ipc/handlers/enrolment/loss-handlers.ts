// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ContactSheet } from '../../../../shared/schemas/enrolment/contact-sheet.ts';
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
    writeSheet: async ({ sha256s, profileId, destinationId }, { signal }) =>
      await writeTo(places, destinationId, 'contact-sheet', async (output) => {
        const [first = '', ...others] = sha256s;
        const sheets: [ContactSheet, ...ContactSheet[]] = [await losses.sheet({ sha256: first, profileId })];
        const sameCa = profileId ?? sheets[0].authority?.profileId ?? null;
        for (const sha256 of others) {
          if (signal.aborted) throw new AppError('cancelled');
          sheets.push(await losses.sheet({ sha256, profileId: sameCa }));
        }
        return {
          displayPath: output.path,
          bytes: await writeTextFile(output, contactSheetText(sheets, language())),
        };
      }),
  } satisfies Partial<Handlers['losses']>;
}
