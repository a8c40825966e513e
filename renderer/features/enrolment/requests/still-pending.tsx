// SPDX-License-Identifier: Apache-2.0
import { isAskedAlone } from '../../../../shared/domain/trust/server-protocol.ts';
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

/** EST 202 (RFC 7030 §4.2.3) or CMP pollRep (RFC 9483 §4.4). */
export function StillPending({ request, onClose }: { readonly request: PendingRequest; readonly onClose: () => void }) {
  const { t, language } = useText();
  const { askAgainAt } = request;
  const when = isAskedAlone(request) ? 'servers.pending.when' : 'servers.pending.askAfter';
  return (
    <>
      <Notice tone="ok" title={t('servers.pending.title')} urgent>
        {askAgainAt !== null && <p>{t(when, { time: dayAndTime(askAgainAt, language) })}</p>}
        <p>{t('servers.pending.safe')}</p>
      </Notice>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
