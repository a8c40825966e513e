// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { FileWritten } from '../../ui/feedback/file-written.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';

/** Exports the whole log regardless of the filter, because an excerpt could hide entries. */
export function ActivityExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<CallOutput<'activity.write'> | null>(null);
  const attempt = useAttempt();
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const write = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    await attempt.run(async (options) => setWritten(await ipc('activity.write', { destinationId }, options)));
  };
  if (written !== null) {
    return (
      <FileWritten
        title={t('activity.exportTitle')}
        done={t('activity.exported', { count: written.entries })}
        displayPath={written.displayPath}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t('activity.exportTitle')} width="narrow" onClose={close}>
      <p>{t('activity.exportWhat')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <PlaceField
        ask={() => ipc('files.chooseDestination', { purpose: 'activity' })}
        destination={destination}
        onDestination={setDestination}
      />
      {attempt.busy && (
        <ProgressLine label={t('export.writing')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={() => void write()} isDisabled={attempt.busy || destination === null}>
          {t('activity.exportWrite')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
