// SPDX-License-Identifier: Apache-2.0
import type { WebVisit } from '../../../../shared/schemas/enrolment/web-visit.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { deadline } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { toast } from '../../../state/toasts-store.ts';
import { refreshVisits, startVisitTask } from '../../../state/enrolment/visits-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { ArrivedFiles } from './arrived-files.tsx';
import css from '../enrolment-page.module.css';

const day = 86_400_000;

export function VisitItem({ visit }: { readonly visit: WebVisit }) {
  const { t, language } = useText();
  const now = useNow();
  const attempt = useAttempt();
  const { id, profile, purpose, startedAt, files, folder } = visit;
  const name = screenText(profile.name);
  const days = Math.max(0, Math.floor((now - Date.parse(startedAt)) / day));
  const giveUp = () =>
    attempt.run(async () => {
      await ipc('visits.giveUp', { id });
      toast((say) => say('visits.givenUp', { name }));
      await refreshVisits();
    });
  return (
    <li className={css.item}>
      <div className={css.grow}>
        <div className={css.line}>
          <b className={css.subject}>{name}</b>
          <Pill tone={files.length > 0 ? 'ok' : 'off'}>
            {t(files.length > 0 ? 'visits.came' : 'visits.waitingItem')}
          </Pill>
          {purpose !== 'apply' && <Pill tone="off">{t(`visits.purpose.${purpose}`)}</Pill>}
        </div>
        <span className={css.muted}>{profile.host}</span>
        <span className={css.muted} title={deadline(startedAt, language)}>
          {days === 0 ? t('enrolment.today') : t('enrolment.ago', { count: days })}
          {folder !== null && ` · ${screenText(folder.displayPath)}`}
        </span>
        {(files.length > 0 || folder?.isThere === false) && (
          <ArrivedFiles visit={visit} onImport={() => undefined} onOtherFolder={null} />
        )}
        {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      </div>
      <div className={css.acts}>
        <Button
          size="small"
          look={files.length > 0 ? 'plain' : 'primary'}
          onPress={() => startVisitTask({ kind: 'resume', visitId: id })}
          aria-label={t('enrolment.of', { action: t('visits.goOn'), name })}
        >
          {t('visits.goOn')}
        </Button>
        <Button
          size="small"
          look="quiet"
          onPress={() => void giveUp()}
          isDisabled={attempt.busy}
          aria-label={t('enrolment.of', { action: t('visits.giveUp'), name })}
        >
          {t('visits.giveUp')}
        </Button>
      </div>
    </li>
  );
}
