// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import css from '../enrolment-page.module.css';

export type DownloadFolder = NonNullable<CallOutput<'webEnrolments.place'>['place']>;

export interface FolderStepProps {
  readonly folder: DownloadFolder | null;
  readonly onFolder: (folder: DownloadFolder) => void;
  readonly onBack: () => void;
  readonly onNext: (folder: DownloadFolder) => Promise<void>;
}

/** Watched only while waiting for a file. */
export function FolderStep({ folder, onFolder, onBack, onNext }: FolderStepProps) {
  const { t } = useText();
  const reading = useAttempt();
  const attempt = useAttempt();
  const known = folder !== null;
  useEffect(() => {
    if (known) return;
    void reading.run(async () => {
      const { place } = await ipc('webEnrolments.place', {});
      if (place !== null) onFolder(place);
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once when the step opens, not after each answer
  }, []);
  const choose = () =>
    attempt.run(async () => {
      const answer = await ipc('webEnrolments.chooseFolder', {});
      if (answer.outcome === 'chosen') onFolder({ folderId: answer.folderId, displayPath: answer.displayPath });
    });
  const next = () =>
    attempt.run(async () => {
      if (folder !== null) await onNext(folder);
    });
  return (
    <>
      <p>{t('webEnrolments.folderLead')}</p>
      {reading.busy && <ProgressLine label={t('webEnrolments.reading')} progress={null} />}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {folder !== null && (
        <section className={css.facts}>
          <h3>{t('webEnrolments.folder')}</h3>
          <p className={css.address}>{screenText(folder.displayPath)}</p>
          <div>
            <Button size="small" onPress={() => void choose()} isDisabled={attempt.busy}>
              {t('webEnrolments.otherFolder')}
            </Button>
          </div>
        </section>
      )}
      {folder === null && !reading.busy && (
        <div>
          <Button onPress={() => void choose()} isDisabled={attempt.busy}>
            {t('export.chooseFolder')}
          </Button>
        </div>
      )}
      <p className={css.muted}>{t('webEnrolments.folderHint')}</p>
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={() => void next()} isDisabled={folder === null || attempt.busy} autoFocus>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
