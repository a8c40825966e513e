// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../../shared/i18n/language.ts';
import { contactSheetText } from '../../../../shared/sinks/contact-sheet-text.ts';
import { writeTextFile } from '../../../exports/text-file.ts';
import { revokingProtocol } from '../../../losses/revoke-by-protocol.ts';
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';
import { confirmedServer } from './server-profile.ts';

type LossCalls = Extract<keyof Handlers, `losses.${string}`>;

export function lossHandlers(
  { losses, enrolment }: Services,
  language: () => Language,
  places: Places,
): Pick<Handlers, LossCalls> {
  return {
    'losses.view': async ({ sha256, profileId }) => losses.view(sha256, profileId),
    'losses.report': async ({ sha256, kind }) => losses.report(sha256, kind),
    'losses.mark': async ({ sha256, step, done }) => losses.mark(sha256, step, done),
    'losses.revoke': async ({ sha256, profileId, login }, run) => {
      const { authority } = await losses.sheet(sha256, profileId);
      revokingProtocol(authority?.protocol ?? null);
      const { held } = await confirmedServer(enrolment.profiles, authority?.profileId ?? '');
      const ask = { trust: { anchorFile: null, pin: null }, login, acceptNames: false, run };
      return { loss: await losses.revoke(sha256, held, ask, null) };
    },
    'losses.withdraw': async ({ sha256 }) => {
      await losses.withdraw(sha256);
      return {};
    },
    'losses.writeSheet': async ({ sha256, profileId, destinationId }) => {
      const output = places.take(destinationId, 'contact-sheet');
      try {
        const { loss, sheet } = await losses.view(sha256, profileId);
        return {
          displayPath: output.path,
          bytes: await writeTextFile(output, contactSheetText(sheet, loss?.kind ?? null, language())),
        };
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
  };
}
