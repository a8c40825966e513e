import { useId } from 'react';
import { Form } from 'react-aria-components';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import type { CallOptions } from '../../lib/ipc.ts';
import { tokenName } from '../../lib/token-name.ts';
import type { Attempt } from '../../lib/use-attempt.ts';
import { refreshTokens } from '../../state/tokens-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { PinFields } from '../tokens/pin-fields.tsx';
import { type GivenPins, useWriteEntries } from '../tokens/use-pin-entry.ts';
import css from './enrolment-page.module.css';

export interface PinStepProps {
  readonly token: Token;
  readonly attempt: Attempt;
  readonly onBack: () => void;
  readonly onMake: (given: GivenPins, options: CallOptions) => Promise<void>;
}

/** The key is made on the token: what that means, and the PIN, which is sent once for each press of the button (T04, T06). */
export function PinStep({ token, attempt, onBack, onMake }: PinStepProps) {
  const { t } = useText();
  const { entry, soEntry } = useWriteEntries(token, true);
  const form = useId();
  const isReady = entry.ready && soEntry.ready && !attempt.busy;
  const make = async () => {
    const [user, so] = [entry.take(), soEntry.take()];
    const given = { ...user, soPin: so.pin, confirmedLastTry: user.confirmedLastTry || so.confirmedLastTry };
    await attempt.run(
      (options) => onMake(given, options),
      (error) => {
        entry.refused(error);
        soEntry.refused(error);
      },
    );
    // Counts and states of PINs changed, whatever came out.
    void refreshTokens();
  };
  const isCountTold = attempt.error?.code === 'wrong-pin';
  return (
    <>
      <p>{t('est.token.lead', { token: tokenName(t, token) })}</p>
      <Notice tone="warn" title={t('tokenWork.generate.warnTitle')}>
        <p>{t('est.token.noBackup')}</p>
      </Notice>
      {attempt.error !== null && !attempt.busy && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        className={css.fields ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void make();
        }}
      >
        <PinFields token={token} entry={soEntry} isCountTold={isCountTold} isDisabled={attempt.busy} />
        <PinFields token={token} entry={entry} isCountTold={isCountTold} isDisabled={attempt.busy} autoFocus />
      </Form>
      {attempt.busy && (
        <Notice tone="warn" title={t('tokenWork.keepIn')} urgent>
          {entry.mode === 'pinpad' && <p>{t('tokenWork.pin.pinpadNow')}</p>}
          <ProgressLine label={t('tokenWork.generate.working')} progress={attempt.progress} />
        </Notice>
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button look="primary" type="submit" form={form} isDisabled={!isReady}>
          {t('enrolment.wizard.make')}
        </Button>
      </DialogActions>
    </>
  );
}
