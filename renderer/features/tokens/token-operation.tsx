// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useId } from 'react';
import { Form } from 'react-aria-components';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { tokenName } from '../../lib/text/token-name.ts';
import { type CallOptions, toAppError } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../lib/use-focus-after-failure.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import { loadTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { refreshTokens } from '../../state/tokens/tokens-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { PinFields } from './pins/pin-fields.tsx';
import text from '../../ui/text.module.css';
import css from './token-dialogs.module.css';
import type { GivenPins, PinEntry } from './pins/use-pin-entry.ts';

export interface TokenOperationProps {
  readonly token: Token;
  readonly title: string;
  readonly width?: 'narrow' | 'wide';
  readonly entry: PinEntry;
  readonly soEntry?: PinEntry;
  readonly pinLabel?: string;
  /** Outside the form, so that Enter in a search doesn't submit it. */
  readonly before?: ReactNode;
  readonly fields?: ReactNode;
  readonly after?: ReactNode;
  readonly isReady: boolean;
  readonly go: string;
  readonly danger?: boolean;
  readonly working: string;
  readonly canCancel?: boolean;
  readonly rereads?: boolean;
  /** Must not retain the PIN. */
  readonly run: (given: GivenPins, options: CallOptions) => Promise<void>;
  readonly result: ReactNode;
  readonly resultActions?: ReactNode;
  readonly isUnfinished?: boolean;
  readonly onClose: () => void;
}

/** Each submission clears the PIN field and sends the PIN at most once. */
export function TokenOperation(props: TokenOperationProps) {
  const { token, entry, soEntry, result, onClose, canCancel = false, isUnfinished = false } = props;
  const { t } = useText();
  const attempt = useAttempt();
  const form = useId();
  useFocusAfterFailure(form, attempt.busy ? null : attempt.error);
  const stuck = attempt.busy && !canCancel;
  const close = () => {
    if (stuck) return;
    attempt.cancel();
    entry.take();
    soEntry?.take();
    onClose();
  };
  useSecretsCleared(close);
  const isCountReported = attempt.error?.code === 'wrong-pin';
  const isFolded = isCountReported && soEntry === undefined && entry.lastTry;
  const ready = props.isReady && entry.ready && soEntry?.ready !== false && !attempt.busy;
  const run = async () => {
    const { pin, confirmedLastTry } = entry.take();
    const so = soEntry?.take();
    const given = { pin, soPin: so?.pin, confirmedLastTry: confirmedLastTry || so?.confirmedLastTry === true };
    await attempt.run(async (options) => {
      try {
        await props.run(given, options);
      } catch (thrown) {
        const error = toAppError(thrown);
        entry.refused(error);
        soEntry?.refused(error);
        throw error;
      } finally {
        // Even a failure may change the PIN retry counters.
        await refreshTokens();
        if (props.rereads === true) void loadTokenObjects(token.id, true);
      }
    });
  };
  const title = `${props.title} · ${tokenName(t, token)}`;
  if (result !== null) {
    return (
      <Dialog title={title} width={props.width ?? 'narrow'} onClose={onClose}>
        {result}
        {!isUnfinished && <p className={text.sub}>{t('tokenWork.safeNow')}</p>}
        <DialogActions>
          <Button
            look={isUnfinished ? 'plain' : 'primary'}
            onPress={onClose}
            autoFocus={props.resultActions === undefined}
          >
            {t('common.done')}
          </Button>
          {props.resultActions}
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} width={props.width ?? 'narrow'} onClose={close}>
      {props.before}
      <Form
        id={form}
        className={css.fields ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void run();
        }}
      >
        {props.fields}
        {/* The error is shown next to the field, because the top of a long dialog can be out of view. */}
        {attempt.error !== null && !isFolded && <ErrorNotice key={attempt.number} error={attempt.error} />}
        {soEntry !== undefined && (
          <PinFields token={token} entry={soEntry} isCountReported={isCountReported} isDisabled={attempt.busy} />
        )}
        <PinFields
          token={token}
          entry={entry}
          isCountReported={isCountReported}
          refusal={isFolded ? attempt.error : null}
          isDisabled={attempt.busy}
          autoFocus={props.fields === undefined && props.before === undefined}
          {...(props.pinLabel !== undefined && { label: props.pinLabel })}
        />
        {props.after}
      </Form>
      {attempt.busy && (
        <Notice tone="warn" title={t('tokenWork.keepIn')} urgent>
          {entry.mode === 'pinpad' && <p>{t('tokenWork.pin.pinpadNow')}</p>}
          <ProgressLine
            label={props.working}
            progress={attempt.progress}
            {...(canCancel && { onCancel: attempt.cancel })}
          />
        </Notice>
      )}
      <DialogActions>
        <Button onPress={close} isDisabled={stuck}>
          {t('common.cancel')}
        </Button>
        <Button look={props.danger === true ? 'danger' : 'primary'} type="submit" form={form} isDisabled={!ready}>
          {props.go}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
