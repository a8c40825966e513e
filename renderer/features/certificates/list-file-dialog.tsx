// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useCertificates } from '../../state/certificates-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { FileWritten } from '../../ui/feedback/file-written.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../ui/fields/place-field.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';

interface ListFileDialogProps {
  readonly sha256s?: readonly string[];
  readonly onClose: () => void;
}

export function ListFileDialog({ sha256s, onClose }: ListFileDialogProps) {
  const { t, language } = useText();
  const list = useCertificates((state) => state.list);
  const [format, setFormat] = useState<'csv' | 'json'>('csv');
  const [destination, setDestination] = useState<Destination | null>(null);
  const [written, setWritten] = useState<CallOutput<'list.write'> | null>(null);
  const attempt = useAttempt();
  if (list === null) return null;
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const write = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    await attempt.run(async (options) =>
      setWritten(
        await ipc(
          'list.write',
          { destinationId, format, query: { ...list.query, language }, ...(sha256s && { sha256s: [...sha256s] }) },
          options,
        ),
      ),
    );
  };
  if (written !== null) {
    return (
      <FileWritten
        title={t('list.fileTitle')}
        done={t('list.fileDone', { count: written.certificates })}
        displayPath={written.displayPath}
        {...(written.expired > 0 && { next: t('list.fileExpired', { count: written.expired }) })}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t('list.fileTitle')} width="narrow" onClose={close}>
      <p>
        {sha256s === undefined
          ? t('list.fileWhat', { count: list.matching })
          : t('list.fileSelected', { count: sha256s.length })}
      </p>
      <Choice
        look="cards"
        label={t('list.fileFormat')}
        value={format}
        onChange={(chosen) => {
          // The chosen path still has the old extension.
          setDestination(null);
          setFormat(chosen);
        }}
        options={[
          { value: 'csv', name: t('list.fileCsv'), help: t('list.fileCsvHelp') },
          { value: 'json', name: 'JSON', help: t('list.fileJsonHelp') },
        ]}
      />
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <PlaceField
        key={format}
        ask={() => ipc('files.chooseDestination', { purpose: format === 'csv' ? 'list-csv' : 'list-json' })}
        destination={destination}
        onDestination={setDestination}
      />
      {attempt.busy && (
        <ProgressLine label={t('export.writing')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={() => void write()} isDisabled={attempt.busy || destination === null}>
          {t('list.fileWrite')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
