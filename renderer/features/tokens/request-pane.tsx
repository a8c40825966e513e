import { useId, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { type CallOptions, ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useSettings } from '../../state/settings-store.ts';
import { toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { type Destination, PlaceField } from '../../ui/place-field.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import css from './token-dialogs.module.css';

export interface RequestPaneProps {
  readonly pem: string;
  /** Writes it to a place that main holds. */
  readonly write: (destinationId: string, options: CallOptions) => Promise<{ readonly displayPath: string }>;
}

/** A request, to copy or to save: public contents only. */
export function RequestPane({ pem, write }: RequestPaneProps) {
  const { t } = useText();
  const nativeSaveDialog = useSettings((state) => state.info?.nativeSaveDialog ?? false);
  const [saving, setSaving] = useState(false);
  const [destination, setDestination] = useState<Destination | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [copyFailed, setCopyFailed] = useState(false);
  const attempt = useAttempt();
  const id = useId();
  const copy = () =>
    navigator.clipboard.writeText(pem).then(
      () => toast((say) => say('tokenWork.csr.copied')),
      () => setCopyFailed(true),
    );
  const save = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    const done = await attempt.run(async (options) => {
      setSaved((await write(destinationId, options)).displayPath);
    });
    if (done) setSaving(false);
    setDestination(null);
  };
  return (
    <>
      <div className={field.field}>
        <label className={field.label} htmlFor={id}>
          {t('tokenWork.csr.pem')}
        </label>
        <div className={field.control}>
          <textarea
            id={id}
            className={`${field.input} ${field.mono}`}
            rows={8}
            readOnly
            spellCheck={false}
            value={pem}
          />
        </div>
      </div>
      {copyFailed && <p className={css.sub}>{t('tokenWork.csr.copyFailed')}</p>}
      <div className={css.buttons}>
        <Button onPress={() => void copy()}>{t('tokenWork.csr.copy')}</Button>
        {!saving && <Button onPress={() => setSaving(true)}>{t('tokenWork.csr.save')}</Button>}
      </div>
      {saving && (
        <>
          <PlaceField
            ask={() => ipc('files.chooseDestination', { purpose: 'request' })}
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
      {attempt.busy && <ProgressLine label={t('tokenWork.csr.saving')} progress={attempt.progress} />}
      {saved !== null && (
        <Notice tone="ok" title={t('tokenWork.csr.savedTo')} urgent>
          <p className={css.path}>{screenText(saved)}</p>
        </Notice>
      )}
    </>
  );
}
