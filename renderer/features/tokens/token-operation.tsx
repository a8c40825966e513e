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
import css from './token-dialogs.module.css';
import type { GivenPins, PinEntry } from './pins/use-pin-entry.ts';

export interface TokenOperationProps {
  readonly token: Token;
  readonly title: string;
  readonly width?: 'narrow' | 'wide';
  readonly entry: PinEntry;
  readonly soEntry?: PinEntry;
  /** Beside the field of the PIN, where 现在的 PIN is meant. */
  readonly pinLabel?: string;
  /** Outside of the form: a search must not send it. */
  readonly before?: ReactNode;
  /** Fields of the form, above the PIN. */
  readonly fields?: ReactNode;
  /** Below the PIN: the new one. */
  readonly after?: ReactNode;
  /** Everything but the PIN is there. */
  readonly isReady: boolean;
  readonly go: string;
  readonly danger?: boolean;
  /** What is being done, for the progress. */
  readonly working: string;
  /** It only reads the token: it may be given up half-way. */
  readonly canCancel?: boolean;
  /** What lies on the token is read again afterwards. */
  readonly rereads?: boolean;
  /** Does it; the PIN given is not kept anywhere else. */
  readonly run: (given: GivenPins, options: CallOptions) => Promise<void>;
  /** What was done, with what proves it; null while it was not. */
  readonly result: ReactNode;
  readonly resultActions?: ReactNode;
  readonly onClose: () => void;
}

/**
 * One thing done with a token: what it means, the PIN, the work, the proof. Each press of the button sends the PIN that was
 * typed at most once, and empties the field first. While the token is being written to, the dialog stays.
 */
export function TokenOperation(props: TokenOperationProps) {
  const { token, entry, soEntry, result, onClose, canCancel = false } = props;
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
  const isCountTold = attempt.error?.code === 'wrong-pin';
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
        // Counts and states of PINs changed, whatever came out.
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
        <p className={css.sub}>{t('tokenWork.safeNow')}</p>
        <DialogActions>
          {props.resultActions}
          <Button look="primary" onPress={onClose} autoFocus>
            {t('common.done')}
          </Button>
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
        {/* Beside what is to be entered again: the top of a long dialog is out of sight. */}
        {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
        {soEntry !== undefined && (
          <PinFields token={token} entry={soEntry} isCountTold={isCountTold} isDisabled={attempt.busy} />
        )}
        <PinFields
          token={token}
          entry={entry}
          isCountTold={isCountTold}
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
