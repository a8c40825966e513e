// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import type { Token } from '../../../shared/schemas/token.ts';
import type { ProtectorToken } from '../../../shared/schemas/vault/vault-status.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../lib/use-focus-after-failure.ts';
import { refreshTokens } from '../../state/tokens/tokens-store.ts';
import { useFollowedTokens } from '../../state/tokens/use-followed-tokens.ts';
import { showVaultStatus } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { PinPane } from '../tokens/pins/pin-pane.tsx';
import { WantedTokenPane } from '../tokens/missing/wanted-token-pane.tsx';

export interface UnlockWithTokenProps {
  readonly wanted: readonly ProtectorToken[];
  readonly onUnlocked: () => void;
  readonly onCancel: () => void;
  readonly onPassphrase: (() => void) | undefined;
}

export function UnlockWithToken({ wanted, ...callbacks }: UnlockWithTokenProps) {
  const { t } = useText();
  const tokens = useFollowedTokens();
  const token =
    tokens?.find(({ id }) => wanted.some(({ tokenId }) => id === tokenId)) ??
    tokens?.find((each) => each.serial !== '' && wanted.some(({ serial }) => each.serial === serial));
  if (token !== undefined) {
    return <PinOfToken key={token.id} token={token} {...callbacks} />;
  }
  const [first] = wanted;
  const name = { label: screenText(first?.label ?? ''), serial: screenText(first?.serial ?? '') };
  return (
    <>
      <WantedTokenPane title={t('vault.tokenMissing')} text={t('vault.tokenMissingText', name)} />
      <DialogActions>
        <Button onPress={callbacks.onCancel}>{t('common.cancel')}</Button>
        <Button look="primary" isDisabled>
          {t('vault.unlock')}
        </Button>
      </DialogActions>
    </>
  );
}

type PinOfTokenProps = Omit<UnlockWithTokenProps, 'wanted'> & { readonly token: Token };

function PinOfToken({ token, onUnlocked, onCancel, onPassphrase }: PinOfTokenProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const form = useId();
  useFocusAfterFailure(form, attempt.busy ? null : attempt.error);
  const isCountReported = attempt.error?.code === 'wrong-pin';
  return (
    <PinPane
      token={token}
      always
      isDisabled={attempt.busy}
      isCountReported={isCountReported}
      refusal={isCountReported ? attempt.error : null}
      autoFocus
    >
      {(pin) => {
        const ready = pin.ready && !attempt.busy;
        const unlock = async () => {
          const given = pin.take();
          const input = { tokenId: token.id, ...given };
          const unlocked = await attempt.run(
            async (options) => showVaultStatus(await ipc('vault.unlockWithToken', input, options)),
            pin.refused,
          );
          void refreshTokens();
          if (unlocked) onUnlocked();
        };
        return (
          <>
            <p>{t('vault.tokenNamed', { label: screenText(token.label), serial: screenText(token.serial) })}</p>
            {attempt.error !== null && !(isCountReported && pin.lastTry) && (
              <ErrorNotice key={attempt.number} error={attempt.error} />
            )}
            <Form
              id={form}
              onSubmit={(event) => {
                event.preventDefault();
                if (ready) void unlock();
              }}
            >
              {pin.fields}
            </Form>
            {attempt.busy && (
              <Notice tone="warn" title={t('tokenWork.keepIn')} urgent>
                <ProgressLine label={t('vault.tokenUnlocking')} progress={attempt.progress} />
              </Notice>
            )}
            <DialogActions>
              {pin.lastTry && onPassphrase !== undefined && (
                <div data-start>
                  <Button look="quiet" onPress={onPassphrase} isDisabled={attempt.busy}>
                    {t('vault.usePassphrase')}
                  </Button>
                </div>
              )}
              <Button onPress={onCancel} isDisabled={attempt.busy}>
                {t('common.cancel')}
              </Button>
              <Button look="primary" type="submit" form={form} isDisabled={!ready}>
                {t('vault.unlock')}
              </Button>
            </DialogActions>
          </>
        );
      }}
    </PinPane>
  );
}
