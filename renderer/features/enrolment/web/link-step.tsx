// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { goTo } from '../../../state/route-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { hostWords } from '../profiles/host-words.ts';

export interface LinkStepProps {
  readonly sha256: string;
  readonly issuerName: string;
  readonly isOver: boolean;
  /** Only those with a web page. */
  readonly profiles: readonly HeldProfile[];
  readonly onLinked: (held: HeldProfile) => void;
  readonly onClose: () => void;
}

/** For a certificate from elsewhere. */
export function LinkStep({ sha256, issuerName, isOver, profiles, onLinked, onClose }: LinkStepProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState('');
  const attempt = useAttempt();
  const held = profiles.find(({ id }) => id === chosen);
  const toRoom = () => {
    onClose();
    goTo('enrolment');
  };
  const link = () =>
    attempt.run(async () => {
      if (held === undefined) return;
      await ipc('webEnrolments.link', { sha256, profileId: held.id });
      onLinked(held);
    });
  if (profiles.length === 0) {
    return (
      <>
        <Notice tone="off" title={t('webEnrolments.noAuthority')}>
          <p>{t(isOver ? 'detail.replaceHint' : 'detail.renewHint', { issuer: screenText(issuerName) })}</p>
          <p>{t('webEnrolments.noAuthorityText')}</p>
        </Notice>
        <DialogActions>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" onPress={toRoom} autoFocus>
            {t('webEnrolments.toRoom')}
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <>
      <p>{t('webEnrolments.linkLead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Choice
        look="cards"
        label={t('webEnrolments.linkLabel')}
        value={chosen}
        onChange={setChosen}
        options={profiles.map(({ id, profile, host, confirmedAt }) => ({
          value: id,
          name: screenText(profile.name),
          help: `${hostWords(host)} · ${t(confirmedAt === null ? 'enrolment.unverified' : 'enrolment.verified')}`,
        }))}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={() => void link()} isDisabled={held === undefined || attempt.busy}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
