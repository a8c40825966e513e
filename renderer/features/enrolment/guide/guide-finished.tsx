// SPDX-License-Identifier: Apache-2.0
import type { GuidedEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { endGuide } from '../../../state/enrolment/guide-store.ts';
import { refreshWebEnrolments } from '../../../state/enrolment/web-enrolments-store.ts';
import { toast } from '../../../state/toasts-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

export interface GuideFinishedProps {
  readonly guided: GuidedEnrolment | null;
  /** Sentences about which certificate to use from now on. */
  readonly use?: readonly string[];
}

/** Ends the enrolment, unless an import already did. */
export function GuideFinished({ guided, use = [] }: GuideFinishedProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const finish = () =>
    attempt.run(async () => {
      if (guided !== null && guided.endedAt === null) {
        await ipc('webEnrolments.cancel', { id: guided.id, isFinished: true });
        toast((say) => say('webEnrolments.finished', { name: screenText(guided.profile.name) }));
        await refreshWebEnrolments();
      }
      endGuide();
    });
  const done = (
    <Button onPress={() => void finish()} isDisabled={attempt.busy}>
      {t('common.done')}
    </Button>
  );
  return (
    <>
      <Notice tone="ok" actions={done} urgent>
        <p>{t('guide.finished')}</p>
        {use.map((each) => (
          <p key={each}>{each}</p>
        ))}
      </Notice>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </>
  );
}
