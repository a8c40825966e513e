// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { RequestPane } from '../../tokens/keys/request-pane.tsx';
import { AuthorityFacts } from '../profiles/authority-facts.tsx';
import { profileOf } from '../profiles/profile-of.ts';

export interface ShowRequestDialogProps {
  readonly request: PendingRequest;
  readonly onClose: () => void;
}

export function ShowRequestDialog({ request, onClose }: ShowRequestDialogProps) {
  const { t } = useText();
  const [pem, setPem] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const held = useEnrolment(({ profiles }) => profileOf(profiles, request));
  const { id } = request;
  useEffect(() => {
    void ipc('requests.pem', { id }).then(
      (answer) => setPem(answer.pem),
      (thrown: unknown) => setError(toAppError(thrown)),
    );
  }, [id]);
  return (
    <Dialog title={t('enrolment.show')} onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      <p>{t('enrolment.made.again')}</p>
      {pem !== null && (
        <RequestPane
          pem={pem}
          write={async (destinationId, options) => ipc('requests.write', { id, destinationId }, options)}
        />
      )}
      {held !== undefined && <AuthorityFacts profile={held.profile} />}
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
