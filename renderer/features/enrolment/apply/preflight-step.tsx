// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type {
  ComputerOwnership,
  PreflightCheck,
  PreflightFinding,
  PreflightTarget,
} from '../../../../shared/schemas/enrolment/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { rememberComputer, useComputer } from '../../../state/computer-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';
import { isBad, PreflightList, seenIn } from './preflight-list.tsx';
import css from './preflight.module.css';

export interface PreflightStepProps {
  readonly held: HeldProfile;
  readonly target: PreflightTarget;
  readonly onBack: () => void;
  readonly onNext: (seen: readonly PreflightFinding[]) => void;
}

export function PreflightStep({ held, target, onBack, onNext }: PreflightStepProps) {
  const { t } = useText();
  const ownership = useComputer((state) => state.ownership);
  const [local, setLocal] = useState<readonly PreflightCheck[]>([]);
  const [server, setServer] = useState<readonly PreflightCheck[]>([]);
  const [asked, setAsked] = useState(false);
  const attempt = useAttempt();
  const isOnline = isServerProtocol(held.profile.protocol);
  // For web pages, the server check is optional, because the browser also checks the server.
  const canAsk = isOnline || (held.profile.protocol === 'web' && held.confirmedAt !== null);
  const host = hostWords(held.host);

  useEffect(() => {
    let shown = true;
    ipc('preflight.local', { target, computer: ownership }).then(
      ({ checks }) => shown && setLocal(checks),
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [target, ownership]);

  const ask = () =>
    attempt.run(async (options) => {
      if (isOnline) setServer([]);
      setServer((await ipc('preflight.server', { profileId: held.id, contact: true }, options)).checks);
      setAsked(true);
    });
  // If this step can't check the server, show that it wasn't checked.
  useEffect(() => {
    if (canAsk) return undefined;
    let shown = true;
    // Ignore failures: the result is informational.
    ipc('preflight.server', { profileId: held.id, contact: false }).then(
      ({ checks }) => shown && setServer(checks),
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [canAsk, held.id]);

  const isForeign = isBad(server, 'server');
  const mayGoOn = ownership !== null && (!isOnline || (server.length > 0 && !isForeign));
  const shownChecks = [...local.filter(({ finding }) => finding !== 'computer-not-asked'), ...server];
  return (
    <>
      <Choice
        look="segments"
        label={t('preflight.whose')}
        value={ownership ?? ''}
        onChange={(chosen) => rememberComputer(chosen as ComputerOwnership)}
        options={[
          { value: 'own', name: t('preflight.own') },
          { value: 'shared', name: t('preflight.shared') },
        ]}
      />
      <PreflightList checks={shownChecks} />
      {canAsk && (
        <div className={css.ask} data-ask-server>
          {!asked && <p>{t(isOnline ? 'preflight.askHint' : 'preflight.askPageHint')}</p>}
          <Button onPress={() => void ask()} isPending={attempt.busy}>
            {t(asked ? 'preflight.again' : 'preflight.ask', { host })}
          </Button>
        </div>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={() => onNext(seenIn(server))} isDisabled={!mayGoOn}>
          {t(isBad(server, 'clock') || (isForeign && !isOnline) ? 'preflight.anyway' : 'common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
