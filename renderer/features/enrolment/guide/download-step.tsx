// SPDX-License-Identifier: Apache-2.0
import { Folder } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { GuidedEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { beginGuide, refreshGuide } from '../../../state/enrolment/guide-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ArrivedFiles } from '../web/arrived-files.tsx';
import css from './guide.module.css';

export interface DownloadStepProps {
  readonly profileId: string | null;
  readonly guided: GuidedEnrolment | null;
}

/** Watches a folder only on request. */
export function DownloadStep({ profileId, guided }: DownloadStepProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const arrived = useRef<HTMLDivElement>(null);
  const count = guided?.files.length ?? 0;
  useEffect(() => {
    // Don't move a button from under the pointer.
    if (count > 0 && document.querySelector('button:hover') === null) {
      arrived.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [count]);
  if (guided !== null && guided.endedAt !== null) return null;
  const move = async (folderId: string | null) => {
    const id = await beginGuide(profileId);
    await ipc('webEnrolments.move', { id, folderId });
    await refreshGuide();
  };
  const watch = () =>
    attempt.run(async () => {
      const { place } = await ipc('webEnrolments.place', {});
      if (place !== null) return await move(place.folderId);
      const answer = await ipc('webEnrolments.chooseFolder', {});
      if (answer.outcome === 'chosen') await move(answer.folderId);
    });
  const other = () =>
    attempt.run(async () => {
      const answer = await ipc('webEnrolments.chooseFolder', {});
      if (answer.outcome === 'chosen') await move(answer.folderId);
    });
  const stop = () => attempt.run(async () => move(null));
  const folder = guided?.folder ?? null;
  const path = folder === null ? '' : screenText(folder.displayPath);
  return (
    <>
      <div className={`${css.watch} ${folder === null ? '' : css.watching}`}>
        <Folder size={16} aria-hidden />
        <span role="status">
          {folder === null
            ? t('guide.watchHint')
            : t(folder.isThere ? 'guide.watching' : 'guide.folderGone', { folder: path })}
        </span>
        {folder === null ? (
          <Button size="small" onPress={() => void watch()} isDisabled={attempt.busy}>
            {t('guide.watch')}
          </Button>
        ) : (
          <>
            <Button size="small" look="quiet" onPress={() => void other()} isDisabled={attempt.busy}>
              {t('webEnrolments.otherFolder')}
            </Button>
            <Button size="small" look="quiet" onPress={() => void stop()} isDisabled={attempt.busy}>
              {t('guide.stopWatching')}
            </Button>
          </>
        )}
      </div>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {guided !== null && count > 0 && (
        <div ref={arrived}>
          <ArrivedFiles webEnrolment={guided} isNext />
        </div>
      )}
    </>
  );
}
