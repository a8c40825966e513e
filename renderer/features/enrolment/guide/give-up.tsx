// SPDX-License-Identifier: Apache-2.0
import type { GuidedEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { closeGuide } from '../../../state/enrolment/guide-store.ts';
import { refreshWebEnrolments } from '../../../state/enrolment/web-enrolments-store.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';

/** Cancels the enrolment but keeps the bank's profile. */
export function GiveUp({ guided }: { readonly guided: GuidedEnrolment | null }) {
  const { t } = useText();
  const attempt = useAttempt();
  if (guided === null || guided.endedAt !== null) return null;
  const { id, profile } = guided;
  const stop = () =>
    attempt.run(async () => {
      await ipc('webEnrolments.cancel', { id, isFinished: false });
      toast((say) => say('webEnrolments.cancelled', { name: screenText(profile.name) }));
      closeGuide();
      await refreshWebEnrolments();
    });
  return (
    <>
      <Button look="quiet" onPress={() => void stop()} isDisabled={attempt.busy}>
        {t('guide.giveUp')}
      </Button>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </>
  );
}
