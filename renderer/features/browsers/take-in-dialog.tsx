// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../lib/use-focus-after-failure.ts';
import { refreshCertificates, selectCertificate } from '../../state/certificates-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { goTo } from '../../state/route-store.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import { loadStores, storesChanged, useStores } from '../../state/stores/stores-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { startBackup } from '../../state/backups-store.ts';
import { refreshVault, useVault } from '../../state/vault/vault-store.ts';
import type { PlacedCertificate } from '../../state/dialogs/dialog-inputs.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';

export interface TakeInDialogProps {
  readonly placed: PlacedCertificate;
  /** The key is in hardware, so only the certificate can be imported. */
  readonly hardware: boolean;
  readonly onClose: () => void;
}

export function TakeInDialog({ placed, hardware, onClose }: TakeInDialogProps) {
  const { t } = useText();
  const [withKey, setWithKey] = useState(!hardware);
  const [password, setPassword] = useState('');
  const [result, setResult] = useState<CallOutput<'stores.takeIn'> | null>(null);
  const attempt = useAttempt();
  const form = useId();
  const wrong = attempt.error?.code === 'store-wrong-password' ? attempt.error : null;
  useFocusAfterFailure(form, wrong);
  const store = useStores((state) => state.stores?.find(({ id }) => id === placed.storeId));
  const isCodeMissing = useVault(({ status }) => status?.recoverySaved === false);
  const { sha256, storeId } = placed;
  const place = screenText(placed.storeName);
  const close = () => {
    attempt.cancel();
    setPassword('');
    onClose();
  };
  useSecretsCleared(close);
  useEffect(() => void loadStores().catch(() => undefined), []);

  const code = attempt.error?.code;
  const shut = code === 'not-exportable' || code === 'key-elsewhere';
  const asksPassword = withKey && (store?.state === 'password-needed' || code === 'store-needs-password');
  const takeIn = async (keyToo: boolean) => {
    const input = { sha256, storeId, password: password === '' ? null : password, withKey: keyToo };
    const done = await attempt.run(async (options) =>
      setResult(await withUnlock(() => ipc('stores.takeIn', input, options))),
    );
    if (!done) return;
    setPassword('');
    storesChanged();
    void refreshVault();
    void refreshCertificates();
  };
  const backUp = () => {
    onClose();
    if (isCodeMissing) void openDialog('vault.recovery');
    else startBackup([sha256]);
  };
  const show = () => {
    goTo('certificates');
    selectCertificate(sha256);
    onClose();
  };

  return (
    <Dialog title={`${t('takeIn.title')} · ${screenText(placed.displayName)}`} onClose={close}>
      {result === null ? (
        <>
          <p>{t('takeIn.lead', { place })}</p>
          {attempt.error !== null && (
            <ErrorNotice
              key={attempt.number}
              error={attempt.error}
              {...(shut && { title: t('takeIn.noKeyTitle') })}
              actions={
                shut ? (
                  <Button size="small" onPress={() => void takeIn(false)}>
                    {t('takeIn.certificateOnly')}
                  </Button>
                ) : (
                  code === 'secret-required' && (
                    <Button size="small" onPress={() => void openDialog('vault.set-passphrase')}>
                      {t('takeIn.setPassphrase')}
                    </Button>
                  )
                )
              }
            />
          )}
          {hardware ? (
            <Notice tone="off">
              <p>{t('takeIn.hardware')}</p>
            </Notice>
          ) : (
            <Checkbox isSelected={withKey} onChange={setWithKey} help={t('takeIn.withKeyHelp')}>
              {t('takeIn.withKey')}
            </Checkbox>
          )}
          <Form
            id={form}
            onSubmit={(event) => {
              event.preventDefault();
              if (!attempt.busy) void takeIn(withKey);
            }}
          >
            {asksPassword && (
              <PasswordField
                label={t('install.password', { place })}
                hint={t('install.passwordHint')}
                error={wrong === null ? undefined : ''}
                value={password}
                onChange={setPassword}
                autoFocus
              />
            )}
          </Form>
          {attempt.busy && (
            <ProgressLine label={t('takeIn.going')} progress={attempt.progress} onCancel={attempt.cancel} />
          )}
        </>
      ) : (
        <Notice tone="ok" title={t('takeIn.done')} urgent>
          <p>{takenText(t, result)}</p>
        </Notice>
      )}
      <DialogActions>
        {result === null ? (
          <>
            <Button onPress={close}>{t('common.cancel')}</Button>
            <Button look="primary" type="submit" form={form} isDisabled={attempt.busy}>
              {t('takeIn.go')}
            </Button>
          </>
        ) : (
          <>
            <div data-start>
              <Button onPress={show}>{t('browsers.showCertificate')}</Button>
            </div>
            <Button look={result.keyAdded ? 'plain' : 'primary'} onPress={close} autoFocus={!result.keyAdded}>
              {t('common.done')}
            </Button>
            {result.keyAdded && (
              <Button look="primary" onPress={backUp} autoFocus>
                {t(isCodeMissing ? 'vault.writeCode' : 'backup.createNow')}
              </Button>
            )}
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}

function takenText(t: ReturnType<typeof useText>['t'], { added, keyAdded }: CallOutput<'stores.takeIn'>): string {
  if (keyAdded) return t('takeIn.doneKey');
  return added ? t('takeIn.doneCertificate') : t('takeIn.doneKnown');
}
