// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { saveRecoverySheet } from '../../../exports/recovery-sheet.ts';
import type { Host } from '../../../hosts/host.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';

type SheetCalls = 'recoverySheet.print' | 'recoverySheet.savePdf';

/** B05: the page draws the code it shows; main asks the host for paper or PDF. */
export function recoverySheetHandlers(host: Host, places: Places): Pick<Handlers, SheetCalls> {
  return {
    'recoverySheet.print': async () => {
      if (!host.canPrint) throw new AppError('not-available');
      return { printed: await host.printPage() };
    },
    'recoverySheet.savePdf': async ({ destinationId }) => {
      const output = places.take(destinationId, 'recovery-sheet');
      try {
        return await saveRecoverySheet(output, async () => host.pagePdf());
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
  };
}
