// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { HostFacts } from './host-facts.tsx';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';

export interface ServerStepProps {
  readonly look: CallOutput<'stores.lookAtServer'>;
  readonly place: string;
  readonly attempt: Attempt;
  readonly onLogin: () => void;
  readonly onBack: () => void;
}

/** Asks a second time before presenting the certificate to an untrusted server. */
export function ServerStep({ look, place, attempt, onLogin, onBack }: ServerStepProps) {
  const { t, language } = useText();
  const [understood, setUnderstood] = useState(false);
  const host = screenText(look.host);
  return (
    <>
      <HostFacts host={look.host} punycodeHost={look.punycodeHost} port={look.port} />
      <h3>{t('proof.serverLead')}</h3>
      <ol className={css.items} aria-label={t('proof.serverLead')} tabIndex={0}>
        {look.chain.map(({ sha256, displayName, notAfter }) => (
          <li key={sha256} className={css.item}>
            <span className={css.name}>{screenText(displayName)}</span>
            <span className={text.sub}>{t('proof.chainMore', { date: shortDate(notAfter, language) })}</span>
          </li>
        ))}
      </ol>
      <Notice tone={look.trusted ? 'ok' : 'warn'} urgent>
        <p>{look.trusted ? t('proof.serverTrusted') : t('proof.serverUntrusted')}</p>
        {look.problem !== null && (
          <p className={text.sub}>{t('proof.serverProblem', { problem: screenText(look.problem) })}</p>
        )}
      </Notice>
      <p className={text.sub}>
        {look.statusWithout === null
          ? t('proof.serverWithoutNone')
          : t('proof.serverWithout', { status: look.statusWithout })}
      </p>
      <p>{t('proof.serverConsent', { host, place })}</p>
      {!look.trusted && (
        <Checkbox isSelected={understood} onChange={setUnderstood}>
          {t('proof.serverUnderstood')}
        </Checkbox>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && (
        <ProgressLine label={t('proof.loggingIn')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" isDisabled={attempt.busy || (!look.trusted && !understood)} onPress={onLogin}>
          {t('proof.loginGo')}
        </Button>
      </DialogActions>
    </>
  );
}
