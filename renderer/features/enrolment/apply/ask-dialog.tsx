// SPDX-License-Identifier: Apache-2.0
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openProfile } from '../../../state/enrolment/enrolment-dialogs.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { useSecretsKey } from '../../../state/vault/secrets-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { profileOf } from '../profiles/profile-of.ts';
import { SubjectName } from '../requests/subject-name.tsx';
import { SendPane } from '../requests/send-pane.tsx';

export interface AskDialogProps {
  readonly request: PendingRequest;
  readonly onClose: () => void;
}

export function AskDialog({ request, onClose }: AskDialogProps) {
  const { t } = useText();
  const secretsKey = useSecretsKey();
  const held = useEnrolment(({ profiles }) => profileOf(profiles, request));
  return (
    <Dialog title={t('servers.ask.title')} onClose={onClose}>
      <SubjectName subject={request.subject} />
      {held === undefined && (
        <AskNothing text={t('servers.ask.noProfile', { name: screenText(request.profile.name) })} onClose={onClose} />
      )}
      {held !== undefined && held.confirmedAt === null && (
        <>
          <Notice
            tone="warn"
            title={t('enrolment.unverifiedTitle')}
            actions={
              <Button look="primary" onPress={() => openProfile('enrolment.confirm', held)}>
                {t('enrolment.confirm')}
              </Button>
            }
          >
            <p>{t('enrolment.unverifiedText')}</p>
          </Notice>
        </>
      )}
      {held !== undefined && held.confirmedAt !== null && (
        <SendPane key={secretsKey} held={held} request={request} again onClose={onClose} />
      )}
    </Dialog>
  );
}

function AskNothing({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const { t } = useText();
  return (
    <>
      <Notice tone="warn">
        <p>{text}</p>
      </Notice>
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
