// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { Button } from '../button.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from '../feedback/notice.tsx';

export interface RemoveDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly done: Say;
  readonly remove: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Requires no typed confirmation, because items can be added again. */
export function RemoveDialog({ title, lead, action, done, remove, onClose }: RemoveDialogProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const confirm = () =>
    attempt.run(async () => {
      await remove();
      toast(done);
      onClose();
    });
  return (
    <Dialog title={title} width="narrow" onClose={onClose}>
      <p>{lead}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button look="danger" onPress={() => void confirm()} isDisabled={attempt.busy}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
