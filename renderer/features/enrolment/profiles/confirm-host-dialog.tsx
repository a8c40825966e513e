// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { toast } from '../../../state/toasts-store.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';

/** Must not show the host, because the user types it from official papers. */
export function ConfirmHostDialog({ held, onClose }: { readonly held: HeldProfile; readonly onClose: () => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const attempt = useAttempt();
  const form = useId();
  const name = screenText(held.profile.name);
  const confirm = () =>
    attempt.run(
      async () => {
        await withUnlock(() => ipc('profiles.confirm', { id: held.id, typedHost: typed }));
        toast((say) => say('enrolment.host.done', { name }));
        onClose();
      },
      () => document.getElementById(form)?.querySelector('input')?.focus(),
    );
  return (
    <Dialog title={t('enrolment.confirmOf', { name })} width="narrow" onClose={onClose}>
      <p>{t('enrolment.host.lead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '' && !attempt.busy) void confirm();
        }}
      >
        <TextField
          label={t('enrolment.host.label')}
          hint={t('enrolment.host.hint')}
          error={attempt.error?.code === 'host-mismatch' ? '' : undefined}
          value={typed}
          onChange={setTyped}
          maxLength={255}
          mono
          autoFocus
        />
      </Form>
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={typed.trim() === '' || attempt.busy}>
          {t('enrolment.confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
