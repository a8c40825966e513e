import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';

/** The file that it came from brings it back: nothing has to be typed. */
export function RemoveProfileDialog({ held, onClose }: { readonly held: HeldProfile; readonly onClose: () => void }) {
  const { t } = useText();
  const attempt = useAttempt();
  const name = screenText(held.profile.name);
  const remove = () =>
    attempt.run(async () => {
      await ipc('profiles.remove', { id: held.id });
      toast((say) => say('enrolment.removing.done', { name }));
      onClose();
    });
  return (
    <Dialog title={t('enrolment.removing.title')} width="narrow" onClose={onClose}>
      <p>{t('enrolment.removing.lead', { name })}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button look="danger" onPress={() => void remove()} isDisabled={attempt.busy}>
          {t('enrolment.remove')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
