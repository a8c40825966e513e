// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import type { BankFormInput } from '../../../state/dialogs/dialog-inputs.ts';
import { refreshGuide } from '../../../state/enrolment/guide-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { BankForm } from './bank-form.tsx';
import { takeBank } from './site-step.tsx';

/** What a person typed about a bank, changed or typed again. */
export function BankDialog({ held, sha256, onClose }: BankFormInput & { readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t(held === null ? 'guide.bank.another' : 'guide.bank.changeTitle')} width="narrow" onClose={onClose}>
      <p>{t('guide.bank.lead')}</p>
      <BankForm
        held={held}
        onSaved={async ({ id }) => {
          if (held === null) await takeBank(id, sha256);
          else await refreshGuide();
          onClose();
        }}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
