// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useSettings } from '../../state/settings-store.ts';
import { Button } from '../button.tsx';
import { ErrorNotice, Notice } from '../feedback/notice.tsx';
import { PrintSheet } from '../print-sheet.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { Dialog } from './dialog.tsx';

export interface PrintDialogProps {
  readonly title: string;
  readonly error?: AppError | null;
  readonly isReady?: boolean;
  readonly onClose: () => void;
  /** On screen only. */
  readonly before?: ReactNode;
  /** Must not contain secrets. */
  readonly children: ReactNode;
}

export function PrintDialog({ title, error = null, isReady = true, onClose, before, children }: PrintDialogProps) {
  const { t } = useText();
  const canPrint = useSettings((state) => state.info?.canPrint ?? false);
  const [saved, setSaved] = useState<string | null>(null);
  const attempt = useAttempt();
  const print = () => attempt.run(async () => void (await ipc('files.print', {})));
  const save = () =>
    attempt.run(async (options) => {
      const place = await ipc('files.chooseDestination', { purpose: 'sheet' });
      if (place.outcome === 'cancelled') return;
      setSaved((await ipc('files.savePdf', { destinationId: place.destinationId }, options)).displayPath);
    });
  const isDisabled = attempt.busy || !isReady;
  return (
    <Dialog title={title} width="wide" onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      {before}
      <PrintSheet>{children}</PrintSheet>
      <DialogActions>
        {/* Beside the buttons, because the sheet may be scrolled. */}
        <div data-start>
          {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
          {attempt.error === null && saved !== null && (
            <Notice tone="ok" title={t('sheet.saved')} urgent>
              <p>{screenText(saved)}</p>
            </Notice>
          )}
        </div>
        <Button onPress={onClose}>{t('common.close')}</Button>
        <Button
          look={canPrint ? 'plain' : 'primary'}
          onPress={() => void save()}
          isDisabled={isDisabled}
          autoFocus={!canPrint}
        >
          {t('sheet.savePdf')}
        </Button>
        {canPrint && (
          <Button look="primary" onPress={() => void print()} isDisabled={isDisabled} autoFocus>
            {t('sheet.print')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
