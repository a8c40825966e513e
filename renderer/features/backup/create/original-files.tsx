// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { maxTrashedAtOnce } from '../../../../shared/domain/backup/backup-states.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import css from '../backup-page.module.css';

type Originals = CallOutput<'backups.originals'>;

/** Warns if files with the imported keys are still on disk. */
export function OriginalFiles({ backupId }: { readonly backupId: string }) {
  const { t } = useText();
  const [originals, setOriginals] = useState<Originals | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const attempt = useAttempt();
  useEffect(() => {
    let current = true;
    ipc('backups.originals', { id: backupId }).then(
      (answer) => current && setOriginals(answer),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [backupId]);
  const trash = async (fileIds: string[]) =>
    await attempt.run(async (options) => {
      let failed: ErrorCode | null = null;
      for (let from = 0; from < fileIds.length; from += maxTrashedAtOnce) {
        const batch = fileIds.slice(from, from + maxTrashedAtOnce);
        const answer = await ipc(
          'backups.trashOriginals',
          { fileIds: batch },
          {
            ...options,
            onProgress: ({ fraction, step }) =>
              options.onProgress?.({ fraction: (from + (fraction ?? 0) * batch.length) / fileIds.length, step }),
          },
        );
        setGone((before) => new Set([...before, ...answer.gone]));
        failed ??= answer.failed;
        if (options.signal?.aborted === true) break;
      }
      if (failed !== null) throw new AppError(failed);
    });
  if (originals === null || originals.files.length === 0) return null;
  const left = originals.files.flatMap(({ fileId }) => (gone.has(fileId) ? [] : [fileId]));
  const isGone = left.length === 0;
  const count = originals.files.length;
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Notice
        tone="off"
        title={t(isGone ? 'backup.originals.titleGone' : 'backup.originals.title', { count })}
        actions={
          originals.canTrash &&
          left.length > 1 &&
          (attempt.busy ? (
            <ProgressLine label={t('progress.step.trashing')} progress={attempt.progress} onCancel={attempt.cancel} />
          ) : (
            <Button onPress={() => void trash(left)}>{t('backup.originals.trashAll', { count: left.length })}</Button>
          ))
        }
      >
        {!isGone && <p>{t(originals.canTrash ? 'backup.originals.text' : 'backup.originals.textByHand')}</p>}
        <ul className={css.originals} aria-label={t('backup.originals.list')}>
          {originals.files.map(({ fileId, displayPath }) => (
            <li key={fileId}>
              <span className={css.path}>{screenText(displayPath)}</span>
              {gone.has(fileId) ? (
                <span role="status">{t('backup.originals.gone')}</span>
              ) : (
                originals.canTrash && (
                  <Button
                    size="small"
                    aria-label={t('backup.originals.trashThis', { path: screenText(displayPath) })}
                    onPress={() => void trash([fileId])}
                    isDisabled={attempt.busy}
                  >
                    {t('backup.originals.trash')}
                  </Button>
                )
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </>
  );
}
