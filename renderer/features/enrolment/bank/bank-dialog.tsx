// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { refreshGuide } from '../../../state/enrolment/guide-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { BankForm } from './bank-form.tsx';

export function BankDialog({ held, onClose }: { readonly held: HeldProfile; readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog title={t('guide.bank.changeTitle')} width="narrow" onClose={onClose}>
      <p>{t('guide.bank.lead')}</p>
      <BankForm
        held={held}
        onSaved={async () => {
          await refreshGuide();
          onClose();
        }}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
