import { useEffect, useState } from 'react';
import { isServerProtocol } from '../../../shared/domain/server-protocol.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import type { ComputerOwnership, PreflightCheck, PreflightTarget } from '../../../shared/schemas/preflight.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { rememberComputer, useComputer } from '../../state/computer-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { hostWords } from './host-words.ts';
import { isBad, PreflightList } from './preflight-list.tsx';
import css from './preflight.module.css';

export interface PreflightStepProps {
  readonly held: HeldProfile;
  readonly target: PreflightTarget;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Before anything is made or sent: whose computer it is, and what would spoil the application (E10). */
export function PreflightStep({ held, target, onBack, onNext }: PreflightStepProps) {
  const { t } = useText();
  const ownership = useComputer((state) => state.ownership);
  const [local, setLocal] = useState<readonly PreflightCheck[]>([]);
  const [server, setServer] = useState<readonly PreflightCheck[]>([]);
  const attempt = useAttempt();
  const isOnline = isServerProtocol(held.profile.protocol);
  const host = hostWords(held.host);

  useEffect(() => {
    let shown = true;
    void ipc('preflight.local', { target, computer: ownership }).then(({ checks }) => {
      if (shown) setLocal(checks);
    });
    return () => {
      shown = false;
    };
  }, [target, ownership]);

  const ask = () =>
    attempt.run(async (options) => {
      setServer([]);
      setServer((await ipc('preflight.server', { profileId: held.id }, options)).checks);
    });
  // Nobody is contacted before the person says so; with other profiles nobody is at all.
  useEffect(() => {
    if (isOnline) return;
    // What it would say is known beforehand, so that nothing depends on it.
    void ipc('preflight.server', { profileId: held.id }).then(
      ({ checks }) => setServer(checks),
      () => undefined,
    );
  }, [isOnline, held.id]);

  const mayGoOn = ownership !== null && (!isOnline || server.length > 0) && !isBad(server, 'server');
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
          { value: 'borrowed', name: t('preflight.borrowed') },
        ]}
      />
      <PreflightList checks={shownChecks} />
      {isOnline && (
        <div className={css.ask} data-ask-server>
          {server.length === 0 && <p>{t('preflight.askHint')}</p>}
          <Button onPress={() => void ask()} isPending={attempt.busy}>
            {t(server.length === 0 ? 'preflight.ask' : 'preflight.again', { host })}
          </Button>
        </div>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={onNext} isDisabled={!mayGoOn}>
          {t(isBad(server, 'clock') ? 'preflight.anyway' : 'common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
