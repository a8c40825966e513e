// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightCheck, PreflightFinding } from '../../../../shared/schemas/enrolment/preflight.ts';
import type { Placement } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';
import { targetOf } from '../apply/apply-form.ts';
import { AuthorityKey } from '../apply/authority-key.tsx';
import { PreflightNotice } from '../apply/preflight-notice.tsx';
import { isBad, seenIn } from '../apply/preflight-list.tsx';
import { codeLabelsOf } from '../requests/code-fields.ts';
import { useLogin } from '../requests/use-login.tsx';
import layout from '../../../ui/layout.module.css';
import words from '../../../ui/text.module.css';
import css from './renewal-dialog.module.css';

type Waiting = Extract<CallOutput<'renewals.submit'>, { state: 'pending' }>;

export interface AskStepProps {
  readonly sha256: string;
  readonly held: HeldProfile;
  readonly onIssued: (successor: string) => void;
  readonly onClose: () => void;
}

/** Only over EST: over CMP, the old certificate alone authenticates a renewal. */
const codeErrors: ReadonlySet<string> = new Set(['code-missing', 'code-refused', 'sm2-not-in-tls']);

/** A failure leaves the old certificate unchanged. */
export function AskStep({ sha256, held, onIssued, onClose }: AskStepProps) {
  const { t, language } = useText();
  const [places, setPlaces] = useState<readonly Placement[]>([]);
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [stopped, setStopped] = useState(false);
  const [checks, setChecks] = useState<readonly PreflightCheck[] | null>(null);
  const [seen, setSeen] = useState<readonly PreflightFinding[]>([]);
  const [wantsCode, setWantsCode] = useState(false);
  const form = useId();
  const login = useLogin(form);
  const attempt = useAttempt();
  const isVerified = held.confirmedAt !== null;
  const [acceptsKey, setAcceptsKey] = useState(false);
  const isAuthoritys = targetOf(held.profile) === 'authority';
  useEffect(() => {
    let current = true;
    // Informational, so failures don't matter.
    ipc('stores.places', { sha256 }).then(
      (answer) => current && setPlaces(answer.places.filter(({ hasKey }) => hasKey !== false)),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [sha256]);

  const isRetry = checks !== null || stopped || attempt.error !== null;
  const canGoOn = checks !== null && !isBad(checks, 'server');
  const labels = codeLabelsOf(held.profile, language) ?? {
    user: { label: t('servers.send.user'), secret: false },
    code: { label: t('servers.send.code'), secret: true },
  };
  const isReady = isVerified && !attempt.busy && (!isAuthoritys || acceptsKey) && (!wantsCode || login.hasCode);
  const submit = async () => {
    setStopped(false);
    setChecks(null);
    // Don't show accepted findings again after a wrong code.
    const agreed = canGoOn ? seenIn(checks) : seen;
    setSeen(agreed);
    const input = {
      sha256,
      profileId: held.id,
      seen: [...agreed],
      login: login.value(),
      ...(isAuthoritys && { authorityKey: { accepted: true } as const }),
    };
    const done = await attempt.run(
      async (options) => {
        const answer = await withUnlock(() => ipc('renewals.submit', input, login.clearedBy(options)));
        // The code wasn't sent, so keep it in the field.
        if (answer.state === 'preflight') return setChecks(answer.checks);
        login.clear();
        if (answer.state === 'issued') onIssued(answer.certificate);
        else setWaiting(answer);
      },
      (refused) => {
        login.refused(refused);
        if (held.profile.protocol === 'est' && codeErrors.has(refused.code)) setWantsCode(true);
      },
    );
    if (!done) setStopped(true);
  };
  const close = () => {
    attempt.cancel();
    onClose();
  };
  if (waiting !== null) return <WaitingNotice waiting={waiting} held={held} onClose={onClose} />;
  return (
    <>
      <p className={words.lead}>{t('renewal.ask.lead')}</p>
      <ol className={css.steps}>
        <li>
          {t(isAuthoritys ? 'renewal.ask.contactOnly' : 'renewal.ask.contact', {
            name: screenText(held.profile.name),
            host: hostWords(held.host),
          })}
        </li>
        <li>{t('renewal.ask.proven')}</li>
        <li>
          {places.length === 0
            ? t('renewal.ask.nowhere')
            : t('renewal.ask.places', {
                places: places.map(({ storeName }) => screenText(storeName)).join(t('common.listSeparator')),
              })}
        </li>
        <li>{t('renewal.ask.backup')}</li>
      </ol>
      {isAuthoritys && <AuthorityKey isRequired isAccepted={acceptsKey} onAccept={setAcceptsKey} />}
      {!isVerified && (
        <Notice
          tone="warn"
          title={t('enrolment.unverifiedTitle')}
          actions={
            <Button look="primary" onPress={() => void openDialog('enrolment.confirm', { held })}>
              {t('enrolment.confirm')}
            </Button>
          }
        >
          <p>{t('renewal.ask.unverified')}</p>
        </Notice>
      )}
      {attempt.error !== null && (
        <ErrorNotice key={attempt.number} error={attempt.error} title={t('renewal.ask.failed')} />
      )}
      {checks !== null && <PreflightNotice key={attempt.number} checks={checks} about="renewal" />}
      {stopped && attempt.error === null && (
        <Notice tone="off" urgent>
          <p>{t('renewal.ask.stopped')}</p>
        </Notice>
      )}
      {wantsCode && (
        <Form
          id={form}
          className={layout.stack14 ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) void submit();
          }}
        >
          {login.fields(labels, attempt.busy)}
        </Form>
      )}
      {attempt.busy && (
        <ProgressLine label={t('renewal.ask.asking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={close}>{t('common.cancel')}</Button>
        </div>
        <Button
          look={isVerified ? 'primary' : 'plain'}
          isDisabled={!isReady}
          autoFocus
          {...(wantsCode ? { type: 'submit' as const, form } : { onPress: () => void submit() })}
        >
          {t(canGoOn ? 'preflight.anyway' : isRetry ? 'common.retry' : 'renewal.renew')}
        </Button>
      </DialogActions>
    </>
  );
}

interface WaitingNoticeProps {
  readonly waiting: Waiting;
  readonly held: HeldProfile;
  readonly onClose: () => void;
}

function WaitingNotice({ waiting, held, onClose }: WaitingNoticeProps) {
  const { t } = useText();
  const { retryAfterSeconds: seconds } = waiting;
  const minutes = seconds === null ? null : Math.max(1, Math.ceil(seconds / 60));
  return (
    <>
      <Notice tone="off" title={t('renewal.waiting.title')} urgent>
        <p>{t('renewal.waiting.text', { name: screenText(held.profile.name) })}</p>
        {minutes !== null && <p>{t('renewal.waiting.again', { count: minutes })}</p>}
      </Notice>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
