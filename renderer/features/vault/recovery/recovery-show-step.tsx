// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../../i18n/i18n.ts';
import { type CallOptions, ipc } from '../../../lib/ipc.ts';
import { localDay } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { useSettings } from '../../../state/settings-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { type Destination, PlaceField } from '../../../ui/fields/place-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';

export interface RecoveryShowStepProps {
  readonly code: string;
  readonly onWritten: () => void;
}

export function RecoveryShowStep({ code, onWritten }: RecoveryShowStepProps) {
  const { t } = useText();
  const canPrint = useSettings((state) => state.info?.canPrint ?? false);
  const [saving, setSaving] = useState(false);
  const [destination, setDestination] = useState<Destination | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [drawn, setDrawn] = useState<string | null>(null);
  const attempt = useAttempt();

  /** Keeps the sheet in the DOM only while printing or saving. */
  const withSheet = async (print: (options: CallOptions) => Promise<void>) =>
    attempt.run(async (options) => {
      flushSync(() => setDrawn(localDay(new Date().toISOString())));
      try {
        await print(options);
      } finally {
        setDrawn(null);
      }
    });
  const print = () => withSheet(async () => void (await ipc('files.print', {})));
  const save = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    const done = await withSheet(async (options) =>
      setSaved((await ipc('recoverySheet.savePdf', { destinationId }, options)).displayPath),
    );
    // A destination id is valid for one file, so a retry needs another.
    setDestination(null);
    if (done) setSaving(false);
  };
  const sheet = drawn !== null && <RecoverySheet code={code} date={drawn} />;

  if (saving) {
    return (
      <>
        <Notice tone="warn" title={t('sheet.pdfTitle')}>
          <p>{t('sheet.pdfWarning')}</p>
        </Notice>
        {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
        <PlaceField
          ask={() => ipc('files.chooseDestination', { purpose: 'recovery-sheet' })}
          destination={destination}
          onDestination={setDestination}
        />
        {attempt.busy && <ProgressLine label={t('export.writing')} progress={attempt.progress} />}
        {sheet}
        <DialogActions>
          <div data-start>
            <Button onPress={() => setSaving(false)} isDisabled={attempt.busy}>
              {t('common.back')}
            </Button>
          </div>
          <Button look="primary" onPress={() => void save()} isDisabled={attempt.busy || destination === null}>
            {t('sheet.savePdf')}
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <>
      <RecoveryCode code={code} />
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {saved !== null && (
        <Notice tone="ok" title={t('sheet.saved')} urgent>
          <p>{screenText(saved)}</p>
          <p>{t('sheet.savedNext')}</p>
        </Notice>
      )}
      {sheet}
      <DialogActions>
        <div data-start>
          {canPrint && (
            <Button onPress={() => void print()} isDisabled={attempt.busy}>
              {t('sheet.print')}
            </Button>
          )}
          <Button look={canPrint ? 'quiet' : 'plain'} onPress={() => setSaving(true)} isDisabled={attempt.busy}>
            {t('sheet.savePdf')}
          </Button>
        </div>
        <Button look="primary" onPress={onWritten}>
          {t('vault.recoveryWritten')}
        </Button>
      </DialogActions>
    </>
  );
}
