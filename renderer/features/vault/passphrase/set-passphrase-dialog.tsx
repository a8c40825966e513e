// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { type Say, toast } from '../../../state/toasts-store.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { showVaultStatus } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { NewPassphraseFields, passphraseReady, useNewPassphrase } from './new-passphrase-fields.tsx';

/** A closure in the component would retain the input. */
const passphraseSet: Say = (say) => say('security.passphraseSet');

export function SetPassphraseDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [next, setNext] = useNewPassphrase();
  const attempt = useAttempt();
  const form = useId();
  const ready = passphraseReady(next) && !attempt.busy;
  const close = () => {
    attempt.cancel();
    onClose();
  };
  useSecretsCleared(close);
  const set = async () => {
    const made = await attempt.run(async (options) =>
      showVaultStatus(await withUnlock(() => ipc('vault.setPassphrase', { passphrase: next.value }, options))),
    );
    if (!made) return;
    toast(passphraseSet);
    onClose();
  };
  return (
    <Dialog title={t('security.setPassphrase')} onClose={close}>
      <p>{t('security.setPassphraseLead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void set();
        }}
      >
        <NewPassphraseFields typed={next} onChange={setNext} autoFocus />
      </Form>
      {attempt.busy && (
        <ProgressLine label={t('vault.unlocking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={!ready}>
          {t('security.setPassphrase')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
