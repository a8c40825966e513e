// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../lib/use-focus-after-failure.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import { withUnlock } from '../../state/vault/unlock.ts';
import { showVaultStatus, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { PasswordField } from '../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { OldSecretNotice } from './passphrase/old-secret-notice.tsx';

export interface RemoveProtectorDialogProps {
  readonly kind: 'os-store' | 'passphrase' | 'token';
  readonly tokenId: string | null;
  readonly onClose: () => void;
}

const titles = {
  'os-store': 'security.removeOsStore',
  passphrase: 'security.removePassphrase',
  token: 'security.removeToken',
} as const;

export function RemoveProtectorDialog({ kind, tokenId, onClose }: RemoveProtectorDialogProps) {
  const { t } = useText();
  const status = useVault((state) => state.status);
  const keys = status?.keys ?? 0;
  const hasOsStore = status?.protectors.some((protector) => protector.kind === 'os-store') ?? false;
  // After removal, the passphrase wraps the new identity.
  const hasPassphrase = status?.protectors.some((protector) => protector.kind === 'passphrase') ?? false;
  const hasToken = status?.protectors.some((protector) => protector.kind === 'token') ?? false;
  const asksPassphrase = kind !== 'passphrase' && hasPassphrase;
  const [passphrase, setPassphrase] = useState('');
  const [done, setDone] = useState(false);
  const attempt = useAttempt();
  const form = useId();
  const wrong = attempt.error?.code === 'wrong-secret' ? attempt.error : null;
  useFocusAfterFailure(form, wrong);
  const ready = (!asksPassphrase || passphrase !== '') && !attempt.busy;
  const close = () => {
    attempt.cancel();
    onClose();
  };
  useSecretsCleared(close);
  const remove = async () => {
    const input = { kind, passphrase: asksPassphrase ? passphrase : null, tokenId };
    const removed = await attempt.run(async (options) =>
      showVaultStatus(await withUnlock(() => ipc('vault.removeProtector', input, options))),
    );
    if (!removed) return;
    setPassphrase('');
    setDone(true);
  };

  if (done) {
    return (
      <Dialog title={t(titles[kind])} onClose={onClose}>
        <Notice tone="ok" title={t('security.removed')} urgent>
          <p>{t('security.rekeyed', { count: keys })}</p>
        </Notice>
        <OldSecretNotice onClose={onClose} />
        <DialogActions>
          <Button look="primary" onPress={onClose} autoFocus>
            {t('common.done')}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={t(titles[kind])} onClose={close}>
      {kind === 'os-store' && <p>{t('security.removeOsStoreLead')}</p>}
      {kind === 'token' && <p>{t('security.removeTokenLead')}</p>}
      {kind === 'passphrase' && hasOsStore && <p>{t('security.removePassphraseLead')}</p>}
      {kind === 'passphrase' && !hasOsStore && !hasToken && (
        <Notice
          tone="warn"
          title={t('security.onlyCodeTitle')}
          actions={
            <Button size="small" onPress={() => void openDialog('vault.change-passphrase')}>
              {t('security.changePassphrase')}
            </Button>
          }
        >
          <p>{t('security.onlyCode')}</p>
        </Notice>
      )}
      <p>{t('security.removeRekeys', { count: keys })}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void remove();
        }}
      >
        {asksPassphrase && (
          <PasswordField
            label={t('vault.passphrase')}
            error={wrong === null ? undefined : ''}
            value={passphrase}
            onChange={setPassphrase}
            autoFocus
          />
        )}
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('security.rekeying')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button look="danger" type="submit" form={form} isDisabled={!ready}>
          {t(titles[kind])}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
