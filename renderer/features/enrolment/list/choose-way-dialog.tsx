// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { openRenewGuide } from '../../../state/enrolment/guide-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';

export interface ChooseWayDialogProps {
  readonly certificate: CertificateSummary;
  readonly onClose: () => void;
}

export function ChooseWayDialog({ certificate, onClose }: ChooseWayDialogProps) {
  const { t } = useText();
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  const [chosen, setChosen] = useState('page');
  const attempt = useAttempt();
  const { sha256, displayName } = certificate;
  const go = () =>
    attempt.run(async () => {
      if (chosen !== 'page' && chosen !== 'reminder') await ipc('webEnrolments.link', { sha256, profileId: chosen });
      onClose();
      if (chosen === 'page') await openRenewGuide(sha256);
      if (chosen === 'reminder') {
        void openDialog('reminders', { about: sha256, name: displayName, bank: bankLine(certificate) });
      }
    });
  return (
    <Dialog title={`${t('renewalList.choose.title')} · ${screenText(displayName)}`} onClose={onClose}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Choice
        look="cards"
        label={t('renewalList.choose.label')}
        value={chosen}
        onChange={setChosen}
        options={[
          { value: 'page', name: t('renewalList.choose.page'), help: t('renewalList.choose.pageHelp') },
          ...profiles.map(({ id, profile, host }) => ({
            value: id,
            name: screenText(profile.name),
            help: `${hostWords(host)} · ${t(`enrolment.protocol.${profile.protocol}`)}`,
          })),
          { value: 'reminder', name: t('renewalList.choose.reminder'), help: t('renewalList.choose.reminderHelp') },
        ]}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={() => void go()} isDisabled={attempt.busy}>
          {t('renewalList.choose.go')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
