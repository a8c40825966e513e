// SPDX-License-Identifier: Apache-2.0
import { pathReasonTexts } from '../../../shared/i18n/path-reasons.ts';
import { revocationTexts } from '../../../shared/i18n/revocation.ts';
import type { RevocationAnswer } from '../../../shared/schemas/trust/revocation.ts';
import { useText } from '../../i18n/i18n.ts';
import { dayAndTime, exactTime } from '../../lib/text/dates.ts';
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

const tones = {
  good: 'ok',
  before: 'warn',
  revoked: 'bad',
  hold: 'bad',
  unknown: 'warn',
  'not-checked': 'warn',
} as const;
const holdReason = 6;

export function ResultStep({ answer, certificate, busy, onAgain, onPrivate, onClose }: ResultStepProps) {
  const { t, language } = useText();
  const { contacts, statuses, checkedAt } = answer;
  const texts = revocationTexts[language];
  const result = resultOf(answer);
  const skipped = contacts.some(({ kind, outcome }) => kind === 'delta' && outcome === 'not-agreed');
  const replace = () => {
    startReplacement({ ...certificate, profileId: null, purpose: 'replace' });
    onClose();
  };
  return (
    <>
      <Notice
        tone={tones[result]}
        title={t(`revocation.result.${result}`)}
        urgent
        {...(result === 'revoked' && { actions: <Button onPress={replace}>{t('revocation.replace')}</Button> })}
      >
        {statuses.map(({ certificate: sha256, state, revokedAt, reason }) => {
          if (state !== 'revoked') return null;
          const name = screenText(answer.names[answer.path.indexOf(sha256)] ?? '');
          const why = pathReasonTexts[language].revocationReasons[String(reason)] ?? String(reason);
          const date = revokedAt === null ? '—' : exactTime(revokedAt, language);
          const line = reason === holdReason ? 'heldAt' : 'revokedAt';
          return <p key={sha256}>{t(`revocation.${line}`, { name, date, reason: why })}</p>;
        })}
        {result !== 'before' && <p>{t(`revocation.step.${result}`)}</p>}
        {answer.lacksChanges && <p>{skipped ? t('revocation.skipped') : texts.changesMissing}</p>}
        <KeptIssuers issuers={answer.issuersKept} />
        <p className={text.sub}>{t('revocation.checkedAt', { date: dayAndTime(checkedAt, language) })}</p>
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

function resultOf({ revocation, lacksChanges, statuses }: RevocationAnswer): keyof typeof tones {
  if (revocation === 'good' && lacksChanges) return 'before';
  const revoked = statuses.filter(({ state }) => state === 'revoked');
  return revocation === 'revoked' && revoked.every(({ reason }) => reason === holdReason) ? 'hold' : revocation;
}
