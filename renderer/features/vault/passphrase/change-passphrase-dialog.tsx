// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useFocusAfterFailure } from '../../../lib/use-focus-after-failure.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { showVaultStatus, useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { NewPassphraseFields, noPassphrase, passphraseReady, useNewPassphrase } from './new-passphrase-fields.tsx';
import { OldSecretNotice } from './old-secret-notice.tsx';
import css from '../vault-dialogs.module.css';

/** If others may know the old passphrase, the vault also gets a new identity. */
export function ChangePassphraseDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const keys = useVault((state) => state.status?.keys ?? 0);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useNewPassphrase();
  const [rekey, setRekey] = useState(false);
  const [done, setDone] = useState(false);
  const attempt = useAttempt();
  const form = useId();
  const wrong = attempt.error?.code === 'wrong-secret' ? attempt.error : null;
  useFocusAfterFailure(form, wrong);
  const ready = current !== '' && passphraseReady(next) && !attempt.busy;

  const close = () => {
    attempt.cancel();
    onClose();
  };
  useSecretsCleared(close);
  const change = async () => {
    const changed = await attempt.run(async (options) =>
      showVaultStatus(await ipc('vault.changePassphrase', { current, next: next.value, rekey }, options)),
    );
    if (!changed) return;
    setCurrent('');
    setNext(noPassphrase);
    setDone(true);
  };

  if (done) {
    return (
      <Dialog title={t('security.changePassphrase')} onClose={onClose}>
        <Notice tone="ok" title={t('security.passphraseChanged')} urgent>
          <p>{rekey ? t('security.rekeyed', { count: keys }) : t('security.passphraseChangedText')}</p>
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
    <Dialog title={t('security.changePassphrase')} onClose={close}>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        className={css.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void change();
        }}
      >
        <PasswordField
          label={t('security.currentPassphrase')}
          error={wrong === null ? undefined : ''}
          value={current}
          onChange={setCurrent}
          autoFocus
        />
        <NewPassphraseFields typed={next} onChange={setNext} />
      </Form>
      <Checkbox isSelected={rekey} onChange={setRekey} help={t('security.knownHelp', { count: keys })}>
        {t('security.known')}
      </Checkbox>
      {attempt.busy && (
        <ProgressLine label={t('vault.unlocking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={!ready}>
          {t('security.changePassphrase')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
