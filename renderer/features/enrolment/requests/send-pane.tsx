// SPDX-License-Identifier: Apache-2.0
import { Clock } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { isAskedAlone } from '../../../../shared/domain/trust/server-protocol.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { PreflightCheck, PreflightFinding } from '../../../../shared/schemas/enrolment/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshTokens, useTokens } from '../../../state/tokens/tokens-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { codeLabelsFor } from './code-fields.ts';
import layout from '../../../ui/layout.module.css';
import css from '../enrolment-page.module.css';
import { hostWords } from '../../../lib/text/host-words.ts';
import { PreflightNotice } from '../apply/preflight-notice.tsx';
import { isBad, seenIn } from '../apply/preflight-list.tsx';
import { type AskedPin, PinPane } from '../../tokens/pins/pin-pane.tsx';
import { ReplyRefused } from './reply-refused.tsx';
import { ReplyTaken } from './reply-taken.tsx';
import { SendProblem } from './send-problem.tsx';
import { useLogin } from './use-login.tsx';

export interface SendPaneProps {
  readonly held: HeldProfile;
  readonly request: PendingRequest;
  /** The request was sent before, so the server may not need a code now. */
  readonly again: boolean;
  readonly seenBefore?: readonly PreflightFinding[];
  readonly onClose: () => void;
}

/** With a USB key, asks for its PIN if the request must be signed again. */
export function SendPane(props: SendPaneProps) {
  const { request, onClose } = props;
  const { t } = useText();
  const [signsAgain, setSignsAgain] = useState(request.purpose === 'renew');
  const { tokens, reading } = useTokens();
  const { token: serial } = request;
  const needsPin = serial !== null && signsAgain;
  useEffect(() => {
    if (needsPin) void refreshTokens({ look: true });
  }, [needsPin]);
  if (!needsPin) return <SendForm {...props} pin={null} onSignAgain={() => setSignsAgain(true)} />;
  const token = tokens?.find((each) => each.serial === serial);
  if (token === undefined) {
    return (
      <>
        <Notice
          tone="warn"
          title={t('servers.token.missing', { serial: screenText(serial) })}
          actions={
            <Button size="small" onPress={() => void refreshTokens({ look: true })} isDisabled={reading}>
              {t('servers.token.lookAgain')}
            </Button>
          }
          urgent
        >
          <p>{t('servers.token.signs', { token: screenText(serial) })}</p>
        </Notice>
        <DialogActions>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </DialogActions>
      </>
    );
  }
  return (
    <PinPane token={token} isDisabled={false} always>
      {(pin) => (
        <SendForm
          {...props}
          pin={{ ...pin, tokenId: token.id, lead: t('servers.token.signs', { token: tokenName(t, token) }) }}
          onSignAgain={() => undefined}
        />
      )}
    </PinPane>
  );
}

interface SendFormProps extends SendPaneProps {
  readonly pin: (AskedPin & { readonly tokenId: string; readonly lead: string }) | null;
  readonly onSignAgain: () => void;
}

function SendForm({ held, request, again, seenBefore = [], pin, onSignAgain, onClose }: SendFormProps) {
  const text = useText();
  const { t } = text;
  const form = useId();
  const login = useLogin(form);
  /** The user accepted differing names. CMP then asks for the code again. */
  const [accepting, setAccepting] = useState(false);
  const [outcome, setOutcome] = useState<Exclude<CallOutput<'servers.ask'>, { state: 'preflight' }> | null>(null);
  const [seen, setSeen] = useState(seenBefore);
  const [checks, setChecks] = useState<readonly PreflightCheck[] | null>(null);
  const attempt = useAttempt();
  const { error } = attempt;
  const isAsked = error?.code === 'code-missing' || error?.code === 'code-refused';
  const isCmp = held.profile.protocol === 'cmp';
  const labels = codeLabelsFor(held, request, isAsked, text);
  const mayBeEmpty = labels === null || (again && !isAsked && !isCmp);
  const isFilled = login.hasCode && (!isCmp || login.hasUser);
  const isReady = (mayBeEmpty || isFilled) && (pin?.ready ?? true) && !attempt.busy;
  const isStopped = checks !== null && isBad(checks, 'server');
  const canGoOn = checks !== null && !isStopped;
  const once = isCmp ? 'servers.send.onceSealed' : mayBeEmpty ? 'servers.send.onceOptional' : 'servers.send.once';
  const send = (acceptNames: boolean) => {
    // Don't show accepted findings again after a wrong code.
    const agreed = canGoOn ? [...new Set([...seen, ...seenIn(checks)])] : seen;
    setSeen(agreed);
    setChecks(null);
    const token = pin === null ? null : { tokenId: pin.tokenId, ...pin.take() };
    return attempt.run(
      async (options) => {
        const input = { id: request.id, login: login.value(), token, acceptNames, seen: [...agreed] };
        // A renewal needs the vault unlocked, because the old certificate's key authenticates it.
        const answer = await withUnlock(async () => ipc('servers.ask', input, login.clearedBy(options)));
        // The code wasn't sent, so keep it in the field.
        if (answer.state === 'preflight') return setChecks(answer.checks);
        login.clear();
        setOutcome(answer);
      },
      (refused) => {
        login.refused(refused);
        pin?.refused(refused);
        if (refused.code === 'pin-needed') onSignAgain();
        // A wrong PIN changes the retry counter.
        if (token !== null) void refreshTokens();
      },
    );
  };
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const accept = () => {
    setAccepting(true);
    if (!isCmp || labels === null) return void send(true);
    attempt.clear();
  };
  if (outcome?.state === 'issued') {
    const { unconfirmed, ...taken } = outcome;
    return <ReplyTaken taken={{ ...taken, pathChecked: true }} unconfirmed={unconfirmed} onClose={onClose} />;
  }
  if (outcome?.state === 'pending') return <StillPending request={outcome.request} onClose={onClose} />;
  if (error?.code === 'reply-refused' && !attempt.busy) {
    return <ReplyRefused key={attempt.number} error={error} onAccept={accept} onAnother={close} isFile={false} />;
  }
  return (
    <>
      {error === null && checks === null && <p>{t(leadOf(request, again), { host: hostWords(held.host) })}</p>}
      {accepting && isCmp && labels !== null && <p>{t('servers.send.acceptAgain')}</p>}
      {error !== null && !attempt.busy && (
        <SendProblem key={attempt.number} error={error} sealed={isCmp && labels !== null ? 'request' : null} />
      )}
      {checks !== null && <PreflightNotice key={attempt.number} checks={checks} about="request" />}
      <Form
        id={form}
        className={layout.stack14 ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void send(accepting);
        }}
      >
        {labels !== null && login.fields(labels, attempt.busy)}
        {pin !== null && <p>{pin.lead}</p>}
        {pin?.fields}
      </Form>
      {labels !== null && <p className={css.muted}>{t(once)}</p>}
      {attempt.busy && (
        <ProgressLine label={t('servers.send.sending')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t(again ? 'common.cancel' : 'servers.send.later')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={!isReady} autoFocus={labels === null}>
          {t(
            canGoOn
              ? 'preflight.anyway'
              : isStopped
                ? 'common.retry'
                : again
                  ? 'servers.send.askOnce'
                  : 'servers.send.submit',
          )}
        </Button>
      </DialogActions>
    </>
  );
}

function leadOf({ keyMadeBy, answerKept }: PendingRequest, again: boolean) {
  if (answerKept) return 'servers.authorityKey.leadKept';
  if (keyMadeBy !== null) return again ? 'servers.authorityKey.leadAgain' : 'servers.authorityKey.lead';
  return again ? 'servers.send.leadAgain' : 'servers.send.lead';
}

/** Shown after EST 202 (RFC 7030 §4.2.3) or CMP pollRep (RFC 9483 §4.4). */
function StillPending({ request, onClose }: { readonly request: PendingRequest; readonly onClose: () => void }) {
  const { t, language } = useText();
  const { askAgainAt } = request;
  const when = isAskedAlone(request) ? 'servers.pending.when' : 'servers.pending.askAfter';
  return (
    <>
      <Notice tone="off" icon={Clock} title={t('servers.pending.title')} urgent>
        {askAgainAt !== null && <p>{t(when, { time: dayAndTime(askAgainAt, language) })}</p>}
        <p>{t('servers.pending.safe')}</p>
      </Notice>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
