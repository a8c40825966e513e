import type { PendingRequest } from '../../../shared/schemas/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { dayAndTime } from '../../lib/dates.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Notice } from '../../ui/notice.tsx';

/** 202 (RFC 7030 §4.2.3): the authority has the request and has not decided yet. */
export function StillPending({ request, onClose }: { readonly request: PendingRequest; readonly onClose: () => void }) {
  const { t, language } = useText();
  const { askAgainAt } = request;
  return (
    <>
      <Notice tone="ok" title={t('est.pending.title')} urgent>
        {askAgainAt !== null && <p>{t('est.pending.when', { time: dayAndTime(askAgainAt, language) })}</p>}
        <p>{t('est.pending.safe')}</p>
      </Notice>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
