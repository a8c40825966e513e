// SPDX-License-Identifier: Apache-2.0
import { FileKey2 } from 'lucide-react';
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import type { WebEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openImport } from '../../../state/imports-store.ts';
import { refreshWebEnrolments } from '../../../state/enrolment/web-enrolments-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import text from '../../../ui/text.module.css';
import css from '../enrolment-page.module.css';

const shownFiles = 5;

export interface ArrivedFilesProps {
  readonly webEnrolment: WebEnrolment;
  readonly isNext: boolean;
}

export function ArrivedFiles({ webEnrolment, isNext }: ArrivedFilesProps) {
  const { t, language } = useText();
  const attempt = useAttempt();
  const { id, files, folder } = webEnrolment;
  const take = (fileId: string) =>
    attempt.run(
      async () => {
        const { draftId } = await ipc('webEnrolments.openFile', { id, fileId });
        openImport([{ kind: 'draft', draftId, forGuide: true }]);
      },
      () => void refreshWebEnrolments(),
    );
  const path = folder === null ? '' : screenText(folder.displayPath);
  return (
    <section className={css.facts} aria-label={t('webEnrolments.arrivals')}>
      {folder?.isThere === false && (
        <Notice tone="warn" title={t('webEnrolments.folderGone')} urgent>
          <p>{t('webEnrolments.folderGoneText', { folder: path })}</p>
        </Notice>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <ul className={css.arrived} aria-live="polite">
        {files.slice(0, shownFiles).map(({ fileId, fileName, state, diagnosis }, index) => {
          const name = screenText(fileName);
          return (
            <li key={fileId} className={css.item}>
              <FileKey2 size={18} aria-hidden />
              <div className={css.grow}>
                <b className={text.name}>{t('webEnrolments.arrived', { name })}</b>
                <span className={css.muted}>
                  {state === 'not-read' && diagnosis !== null
                    ? diagnosisText({ code: diagnosis }, language).cause
                    : t(`webEnrolments.state.${state}`)}
                </span>
              </div>
              <Button
                look={isNext && index === 0 ? 'primary' : 'plain'}
                size="small"
                onPress={() => void take(fileId)}
                isDisabled={attempt.busy}
                aria-label={t('enrolment.of', { action: t('webEnrolments.import'), name })}
              >
                {t('webEnrolments.import')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
