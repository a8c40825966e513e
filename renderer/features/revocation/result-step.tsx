// SPDX-License-Identifier: Apache-2.0
import { pathReasonTexts } from '../../../shared/i18n/path-reasons.ts';
import { revocationTexts } from '../../../shared/i18n/revocation.ts';
import type { RevocationAnswer } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { exactTime } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { startReplacement } from '../../state/enrolment/enrolment-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { AskedContacts } from './asked-contacts.tsx';
import { KeptIssuers } from './kept-issuers.tsx';
import text from '../../ui/text.module.css';

export interface ResultStepProps {
  readonly answer: RevocationAnswer;
  readonly certificate: { readonly sha256: string; readonly subject: string };
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onPrivate: (urls: readonly string[], hosts: readonly string[]) => void;
  readonly onClose: () => void;
}

const tones = { good: 'ok', revoked: 'bad', unknown: 'warn', 'not-checked': 'warn' } as const;

export function ResultStep({ answer, certificate, busy, onAgain, onPrivate, onClose }: ResultStepProps) {
  const { t, language } = useText();
  const { contacts, statuses, revocation, checkedAt } = answer;
  const texts = revocationTexts[language];
  const replace = () => {
    startReplacement({ ...certificate, profileId: null, purpose: 'replace' });
    onClose();
  };
  return (
    <>
      <Notice
        tone={revocation === 'good' && answer.lacksChanges ? 'warn' : tones[revocation]}
        title={t(`revocation.result.${revocation}`)}
        urgent
        {...(revocation === 'revoked' && { actions: <Button onPress={replace}>{t('revocation.replace')}</Button> })}
      >
        {statuses.map(({ certificate: sha256, state, revokedAt, reason }) => {
          if (state !== 'revoked') return null;
          const name = screenText(answer.names[answer.path.indexOf(sha256)] ?? '');
          const why = pathReasonTexts[language].revocationReasons[String(reason)] ?? String(reason);
          const date = revokedAt === null ? '—' : exactTime(revokedAt, language);
          return <p key={sha256}>{t('revocation.revokedAt', { name, date, reason: why })}</p>;
        })}
        <p>{t(`revocation.step.${revocation}`)}</p>
        {answer.lacksChanges && <p>{texts.changesMissing}</p>}
        <KeptIssuers issuers={answer.issuersKept} />
        <p className={text.sub}>{t('revocation.checkedAt', { date: exactTime(checkedAt, language) })}</p>
      </Notice>
      <AskedContacts contacts={contacts} busy={busy} onPrivate={onPrivate} />
      <DialogActions>
        <div data-start>
          <Button isDisabled={busy} onPress={onAgain}>
            {t('revocation.again')}
          </Button>
        </div>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
