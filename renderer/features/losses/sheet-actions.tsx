import { useState } from 'react';
import type { ContactSheet } from '../../../shared/schemas/contact-sheet.ts';
import type { LossKind } from '../../../shared/schemas/loss.ts';
import { contactSheetText } from '../../../shared/sinks/contact-sheet-text.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useSettings } from '../../state/settings-store.ts';
import { toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { type Destination, PlaceField } from '../../ui/place-field.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import css from './losses.module.css';

export interface SheetActionsProps {
  readonly sheet: ContactSheet;
  readonly kind: LossKind;
  readonly profileId: string | null;
}

/** The contact sheet as text, to take along: public facts, identity numbers masked, so the clipboard keeps it. */
export function SheetActions({ sheet, kind, profileId }: SheetActionsProps) {
  const { t, language } = useText();
  const nativeSaveDialog = useSettings((state) => state.info?.nativeSaveDialog ?? false);
  const [saving, setSaving] = useState(false);
  const [destination, setDestination] = useState<Destination | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [copyFailed, setCopyFailed] = useState(false);
  const attempt = useAttempt();
  const copy = () =>
    navigator.clipboard.writeText(contactSheetText(sheet, kind, language)).then(
      () => toast((say) => say('losses.authority.copied')),
      () => setCopyFailed(true),
    );
  const save = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    const { sha256 } = sheet.certificate;
    const done = await attempt.run(async (options) => {
      setSaved((await ipc('losses.writeSheet', { sha256, profileId, destinationId }, options)).displayPath);
    });
    if (done) setSaving(false);
    setDestination(null);
  };
  return (
    <>
      {copyFailed && <p className={css.warn}>{t('losses.authority.copyFailed')}</p>}
      <div className={css.buttons}>
        <Button onPress={() => void copy()}>{t('losses.authority.copy')}</Button>
        {!saving && <Button onPress={() => setSaving(true)}>{t('losses.authority.save')}</Button>}
      </div>
      {saving && (
        <>
          <PlaceField
            ask={() => ipc('files.chooseDestination', { purpose: 'contact-sheet' })}
            nativeSaveDialog={nativeSaveDialog}
            destination={destination}
            onDestination={setDestination}
          />
          {destination !== null && (
            <div>
              <Button onPress={() => void save()} isDisabled={attempt.busy}>
                {t('common.save')}
              </Button>
            </div>
          )}
        </>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && <ProgressLine label={t('losses.authority.saving')} progress={attempt.progress} />}
      {saved !== null && (
        <Notice tone="ok" title={t('losses.authority.saved')} urgent>
          <p className={css.path}>{screenText(saved)}</p>
        </Notice>
      )}
    </>
  );
}
