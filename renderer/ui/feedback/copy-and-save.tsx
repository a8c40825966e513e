// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { type CallOptions, ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { Button } from '../button.tsx';
import css from './copy-and-save.module.css';
import { ErrorNotice, Notice } from './notice.tsx';
import { type Destination, PlaceField } from '../fields/place-field.tsx';
import { ProgressLine } from './progress-line.tsx';

export interface CopyAndSaveProps {
  /** For public text only, because it stays on the clipboard. */
  readonly text: () => string;
  readonly purpose: CallInput<'files.chooseDestination'>['purpose'];
  readonly write: (destinationId: string, options: CallOptions) => Promise<{ readonly displayPath: string }>;
  readonly copied: Say;
  readonly isNextStep?: boolean;
  readonly onTaken?: () => void;
  readonly words: Readonly<Record<'copy' | 'copyFailed' | 'save' | 'saving' | 'saved', string>>;
}

export function CopyAndSave(props: CopyAndSaveProps) {
  const { text, purpose, write, copied, words, isNextStep = false, onTaken } = props;
  const { t } = useText();
  const [saving, setSaving] = useState(false);
  const [destination, setDestination] = useState<Destination | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [copyFailed, setCopyFailed] = useState(false);
  const saveButton = useRef<HTMLButtonElement>(null);
  const attempt = useAttempt();
  const isPrimary = isNextStep && saved === null;
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => {
        toast(copied);
        onTaken?.();
      },
      () => setCopyFailed(true),
    );
  const save = async () => {
    if (destination === null) return;
    const { destinationId } = destination;
    const done = await attempt.run(async (options) => {
      setSaved((await write(destinationId, options)).displayPath);
    });
    if (done) {
      setSaving(false);
      onTaken?.();
    }
    setDestination(null);
  };
  return (
    <>
      {copyFailed && <p className={css.failed}>{words.copyFailed}</p>}
      <div className={css.buttons}>
        <Button onPress={() => void copy()}>{words.copy}</Button>
        {!saving && (
          <Button
            look={isPrimary ? 'primary' : 'plain'}
            onPress={() => setSaving(true)}
            autoFocus={isPrimary || saved !== null}
          >
            {words.save}
          </Button>
        )}
      </div>
      {saving && (
        <>
          <PlaceField
            ask={() => ipc('files.chooseDestination', { purpose })}
            destination={destination}
            onDestination={setDestination}
            next={saveButton}
          />
          {destination !== null && (
            <div>
              <Button
                ref={saveButton}
                look={isPrimary ? 'primary' : 'plain'}
                onPress={() => void save()}
                isDisabled={attempt.busy}
              >
                {t('common.save')}
              </Button>
            </div>
          )}
        </>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && <ProgressLine label={words.saving} progress={attempt.progress} />}
      {saved !== null && (
        // Appears below the button, so a dialog's foot may hide it.
        <div key={saved} ref={bringIntoView}>
          <Notice tone="ok" title={words.saved} urgent>
            <p className={css.path}>{screenText(saved)}</p>
          </Notice>
        </div>
      )}
    </>
  );
}

function bringIntoView(shown: HTMLElement | null): void {
  shown?.scrollIntoView?.({ block: 'nearest' });
}
