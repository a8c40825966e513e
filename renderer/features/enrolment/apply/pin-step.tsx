// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { CallOptions } from '../../../lib/ipc.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { refreshTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { type AskedPins, WritePinsPane } from '../../tokens/pins/write-pins-pane.tsx';
import layout from '../../../ui/layout.module.css';

export interface PinStepProps {
  readonly token: Token;
  readonly attempt: Attempt;
  readonly onBack: () => void;
  readonly onMake: (onToken: CallInput<'requests.start'>['token'], options: CallOptions) => Promise<void>;
}

/** Never resends a PIN automatically. */
export function PinStep({ token, attempt, onBack, onMake }: PinStepProps) {
  const { t } = useText();
  const form = useId();
  const make = async (pins: AskedPins) => {
    const given = { tokenId: token.id, ...pins.take() };
    await attempt.run(
      (options) => onMake(given, options),
      (error) => pins.refused(error),
    );
    void refreshTokens();
  };
  return (
    <WritePinsPane token={token} isDisabled={attempt.busy} isCountReported={attempt.error?.code === 'wrong-pin'}>
      {(pins) => (
        <>
          <p>{t('servers.token.lead', { token: tokenName(t, token) })}</p>
          <Notice tone="warn" title={t('tokenWork.generate.warnTitle')}>
            <p>{t('servers.token.noBackup')}</p>
          </Notice>
          {attempt.error !== null && !attempt.busy && <ErrorNotice key={attempt.number} error={attempt.error} />}
          <Form
            id={form}
            className={layout.stack14 ?? ''}
            onSubmit={(event) => {
              event.preventDefault();
              if (pins.ready && !attempt.busy) void make(pins);
            }}
          >
            {pins.fields}
          </Form>
          {attempt.busy && (
            <Notice tone="warn" title={t('tokenWork.keepIn')} urgent>
              {pins.atReader && <p>{t('tokenWork.pin.pinpadNow')}</p>}
              <ProgressLine label={t('tokenWork.generate.working')} progress={attempt.progress} />
            </Notice>
          )}
          <DialogActions>
            <div data-start>
              <Button onPress={onBack} isDisabled={attempt.busy}>
                {t('common.back')}
              </Button>
            </div>
            <Button look="primary" type="submit" form={form} isDisabled={!pins.ready || attempt.busy}>
              {t('enrolment.wizard.make')}
            </Button>
          </DialogActions>
        </>
      )}
    </WritePinsPane>
  );
}
