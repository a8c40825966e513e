import type { OwnAnchor } from '../../../shared/schemas/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';

export interface RemoveAuthorityDialogProps {
  readonly anchor: OwnAnchor;
  readonly onClose: () => void;
}

export function RemoveAuthorityDialog({ anchor, onClose }: RemoveAuthorityDialogProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const name = screenText(anchor.displayName);
  const remove = () =>
    attempt.run(async () => {
      await ipc('anchors.remove', { sha256: anchor.sha256 });
      toast((say) => say('trust.removing.done', { name }));
      onClose();
    });
  return (
    <Dialog title={t('trust.removing.title')} width="narrow" onClose={onClose}>
      <p>{t('trust.removing.lead', { name })}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button look="danger" onPress={() => void remove()} isDisabled={attempt.busy}>
          {t('trust.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
