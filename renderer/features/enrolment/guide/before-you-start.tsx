// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { ComputerOwnership, PreflightCheck } from '../../../../shared/schemas/enrolment/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { rememberComputer, useComputer } from '../../../state/computer-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { PreflightList, toBeSeen } from '../apply/preflight-list.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';
import css from './guide.module.css';

export interface BeforeYouStartProps {
  readonly held: HeldProfile | null;
  readonly isOnUsbKey: boolean;
  readonly isOnPhone?: boolean;
  /** Opens if a check warns. */
  readonly isFoldable?: boolean;
}

/** Contacts the server only on request. */
export function BeforeYouStart({ held, isOnUsbKey, isOnPhone = false, isFoldable = false }: BeforeYouStartProps) {
  const { t } = useText();
  const ownership = useComputer((state) => state.ownership);
  const [local, setLocal] = useState<readonly PreflightCheck[]>([]);
  const [server, setServer] = useState<readonly PreflightCheck[]>([]);
  const attempt = useAttempt();
  const [opened, setOpened] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    ipc('preflight.local', { target: isOnUsbKey ? 'token' : 'page', computer: ownership }).then(
      ({ checks }) => current && setLocal(checks),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [ownership, isOnUsbKey]);
  const ask = (profileId: string) =>
    attempt.run(async (options) => {
      setServer((await ipc('preflight.server', { profileId, contact: true }, options)).checks);
    });
  const isShown = ({ finding, subject }: PreflightCheck) =>
    finding !== 'computer-not-asked' && !(isOnPhone && subject === 'target');
  const shown = [...local.filter(isShown), ...server];
  const isOpen = !isFoldable || (opened ?? toBeSeen(shown).length > 0);
  return (
    <section className={css.section} aria-label={t('guide.before.title')}>
      <div className={css.line}>
        <h2>{t('guide.before.title')}</h2>
        {isFoldable && (
          <Button look="quiet" size="small" aria-expanded={isOpen} onPress={() => setOpened(!isOpen)}>
            {isOpen ? t('guide.before.fold') : t('guide.before.show', { count: shown.length + 1 })}
          </Button>
        )}
      </div>
      {isOpen && (
        <div className={`${css.card} ${css.padded} ${css.form}`}>
          <Choice
            look="segments"
            label={t('guide.before.whose')}
            value={ownership ?? ''}
            onChange={(chosen) => rememberComputer(chosen as ComputerOwnership)}
            options={[
              { value: 'own', name: t('guide.before.yes') },
              { value: 'shared', name: t('guide.before.no') },
            ]}
          />
          <PreflightList checks={shown} isBrief />
          {held !== null && held.confirmedAt !== null && (
            <div className={css.acts} data-ask-server>
              <Button size="small" onPress={() => void ask(held.id)} isPending={attempt.busy}>
                {t(server.length > 0 ? 'guide.before.again' : 'guide.before.ask', { host: hostWords(held.host) })}
              </Button>
            </div>
          )}
          {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
        </div>
      )}
    </section>
  );
}
