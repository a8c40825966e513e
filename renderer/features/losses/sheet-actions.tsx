// SPDX-License-Identifier: Apache-2.0
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import { contactSheetText } from '../../../shared/sinks/contact-sheet-text.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { CopyAndSave } from '../../ui/feedback/copy-and-save.tsx';

export interface SheetActionsProps {
  readonly sheets: readonly [ContactSheet, ...ContactSheet[]];
  /** Null uses each certificate's own profile. */
  readonly profileId: string | null;
}

/** The sheet has only public facts and masked identity numbers. */
export function SheetActions({ sheets, profileId }: SheetActionsProps) {
  const { t, language } = useText();
  const [first, ...more] = sheets;
  return (
    <CopyAndSave
      text={() => contactSheetText(sheets, language)}
      purpose="contact-sheet"
      write={async (destinationId, options) =>
        await ipc(
          'losses.writeSheet',
          {
            sha256s: [first.certificate.sha256, ...more.map(({ certificate }) => certificate.sha256)],
            profileId,
            destinationId,
          },
          options,
        )
      }
      copied={(say) => say('losses.authority.copied')}
      words={{
        copy: t('losses.authority.copy'),
        copyFailed: t('losses.authority.copyFailed'),
        save: t('losses.authority.save'),
        saving: t('losses.authority.saving'),
        saved: t('losses.authority.saved'),
      }}
    />
  );
}
