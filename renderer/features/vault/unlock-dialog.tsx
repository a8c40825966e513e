// SPDX-License-Identifier: Apache-2.0
import { useId, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { isTyped } from '../../lib/typed-secret.ts';
import { useFocusAfterFailure } from '../../lib/use-focus-after-failure.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, type Progress, toAppError } from '../../lib/ipc.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { useSecretsKey } from '../../state/vault/secrets-store.ts';
import { showVaultStatus, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { RecoveryCodeField } from '../../ui/fields/recovery-code-field.tsx';
import hidden from '../../ui/visually-hidden.module.css';
import { LostPassphraseDialog } from './passphrase/lost-passphrase-dialog.tsx';
import { UnlockWithToken } from './unlock-with-token.tsx';

/** A closure in the component would retain the input. */
const vaultUnlocked: Say = (say) => say('vault.unlockedNow');

type Kind = 'passphrase' | 'recovery-code' | 'token';

export interface UnlockDialogProps {
  readonly onClose: (unlocked: boolean) => void;
}

export function UnlockDialog({ onClose }: UnlockDialogProps) {
  return <Unlock key={useSecretsKey()} onClose={onClose} />;
}

function Unlock({ onClose }: UnlockDialogProps) {
  const { t } = useText();
  const protectors = useVault((state) => state.status?.protectors) ?? [];
  const hasPassphrase = protectors.some(({ kind }) => kind === 'passphrase');
  const tokens = protectors.flatMap(({ token }) => token ?? []);
  const ways: readonly { readonly value: Kind; readonly name: string }[] = [
    ...(hasPassphrase ? [{ value: 'passphrase', name: t('vault.withPassphrase') } as const] : []),
    ...(tokens.length === 0 ? [] : [{ value: 'token', name: t('vault.withToken') } as const]),
    { value: 'recovery-code', name: t('vault.withRecovery') },
  ];
  const [kind, setKind] = useState<Kind>(ways[0]?.value ?? 'recovery-code');
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<{ readonly error: AppError; readonly attempt: number } | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const running = useRef<AbortController | null>(null);
  const form = useId();

  const isComplete = kind !== 'token' && isTyped({ kind, secret });
  const isWrong = error?.error.code === 'wrong-secret' && kind !== 'token';
  const wrong = isWrong ? joinSentences(t(`vault.wrong.${kind}`), t(`vault.wrongStep.${kind}`)) : undefined;
  useFocusAfterFailure(form, busy || kind !== 'passphrase' || error === null ? null : error.error);
  const type = (typed: string) => {
    setSecret(typed);
    if (typed !== secret) setError(null);
  };
  const close = (unlocked: boolean) => {
    running.current?.abort();
    onClose(unlocked);
  };
  const choose = (chosen: Kind) => {
    setKind(chosen);
    setSecret('');
    setError(null);
  };
  const unlockedNow = () => {
    if (useVault.getState().status?.seal !== 'broken') toast(vaultUnlocked);
    close(true);
  };
  const unlock = async () => {
    if (busy || !isComplete) return;
    setBusy(true);
    running.current = new AbortController();
    try {
      const options = { signal: running.current.signal, onProgress: setProgress };
      const status = await ipc('vault.unlock', { kind, secret }, options);
      showVaultStatus(status);
      unlockedNow();
    } catch (thrown) {
      const failure = toAppError(thrown);
      if (failure.code !== 'cancelled') setError((before) => ({ error: failure, attempt: (before?.attempt ?? 0) + 1 }));
    } finally {
      setBusy(false);
    }
  };

  if (lost) return <LostPassphraseDialog onClose={close} />;
  return (
    <Dialog title={t('vault.unlockTitle')} width="narrow" onClose={() => close(false)}>
      {kind !== 'token' && <p>{t('vault.unlockWhy')}</p>}
      {error !== null && wrong === undefined && <ErrorNotice key={error.attempt} error={error.error} />}
      {ways.length > 1 && (
        <Choice look="segments" label={t('vault.with')} value={kind} onChange={choose} options={ways} />
      )}
      {kind === 'token' && tokens.length > 0 && (
        <UnlockWithToken
          wanted={tokens}
          onUnlocked={unlockedNow}
          onCancel={() => close(false)}
          onPassphrase={hasPassphrase ? () => choose('passphrase') : undefined}
        />
      )}
      {kind !== 'token' && (
        <>
          <Form
            id={form}
            onSubmit={(event) => {
              event.preventDefault();
              void unlock();
            }}
          >
            {kind === 'passphrase' ? (
              <PasswordField label={t('vault.passphrase')} error={wrong} value={secret} onChange={type} autoFocus />
            ) : (
              <RecoveryCodeField
                label={t('vault.recoveryCode')}
                error={wrong}
                value={secret}
                onChange={type}
                autoFocus
              />
            )}
            {wrong !== undefined && kind === 'passphrase' && (
              <p key={error?.attempt} className={hidden.hidden} role="alert" data-error-code="wrong-secret">
                {t('vault.wrong.passphrase')}
              </p>
            )}
          </Form>
          {busy && (
            <ProgressLine label={t('vault.unlocking')} progress={progress} onCancel={() => running.current?.abort()} />
          )}
          <DialogActions>
            {hasPassphrase && (
              <div data-start>
                <Button look="quiet" onPress={() => setLost(true)} isDisabled={busy}>
                  {t('security.lostLink')}
                </Button>
              </div>
            )}
            <Button onPress={() => close(false)}>{t('common.cancel')}</Button>
            <Button look="primary" type="submit" form={form} isDisabled={busy || !isComplete}>
              {t('vault.unlock')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
