import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../shared/domain/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useText } from '../i18n/i18n.ts';
import { ipc, toAppError } from '../lib/ipc.ts';
import { screenText } from '../lib/screen-text.ts';
import { Button } from './button.tsx';
import { Checkbox } from './choice.tsx';
import { ErrorNotice } from './notice.tsx';
import css from './place-field.module.css';
import { TextField } from './text-field.tsx';

/** A place that main holds under an id. */
export interface Destination {
  readonly destinationId: string;
  readonly displayPath: string;
}

export interface PlaceFieldProps {
  /** Asks main for the system's dialog, or for a suggested path where there is none. */
  readonly ask: () => Promise<CallOutput<'exports.chooseDestination'>>;
  /** A file, or a folder for many. */
  readonly kind?: 'file' | 'folder';
  readonly nativeSaveDialog: boolean;
  readonly destination: Destination | null;
  readonly onDestination: (destination: Destination | null) => void;
}

/** Where to write: the system's dialog, or a path typed here where the host has none. */
export function PlaceField({ ask, kind = 'file', nativeSaveDialog, destination, onDestination }: PlaceFieldProps) {
  const { t } = useText();
  const [typing, setTyping] = useState(false);
  const [path, setPath] = useState('');
  const [exists, setExists] = useState(false);
  const [overwrite, setOverwrite] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const form = useId();

  const choose = async () => {
    setError(null);
    try {
      const answer = await ask();
      if (answer.outcome === 'chosen') {
        setTyping(false);
        onDestination({ destinationId: answer.destinationId, displayPath: answer.displayPath });
      } else if (answer.outcome === 'unavailable') {
        setTyping(true);
        setPath((typed) => (typed === '' ? answer.suggestedPath : typed));
      }
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  useEffect(() => {
    // Without a dialog the answer is only a suggested path: ask for it at once.
    if (!nativeSaveDialog && destination === null) void choose();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once when the step opens, not after each answer
  }, [nativeSaveDialog]);

  const type = async () => {
    setError(null);
    try {
      const typed =
        kind === 'folder'
          ? await ipc('exports.typeFolder', { path: path.trim() })
          : await ipc('exports.typeDestination', { path: path.trim(), overwrite });
      setExists(false);
      onDestination(typed);
    } catch (thrown) {
      const failure = toAppError(thrown);
      setExists(failure.code === 'file-exists');
      setError(failure);
    }
  };

  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      {destination !== null && (
        <div className={css.place}>
          <span className={css.muted}>{t('export.chosen')}</span>
          <p className={css.path}>{screenText(destination.displayPath)}</p>
          <Button size="small" onPress={() => (typing ? onDestination(null) : void choose())}>
            {t('export.chooseOther')}
          </Button>
        </div>
      )}
      {destination === null && !typing && (
        <div className={css.place}>
          <Button onPress={() => void choose()} autoFocus>
            {kind === 'folder' ? t('export.chooseFolder') : t('export.choosePlace')}
          </Button>
        </div>
      )}
      {destination === null && typing && (
        <Form
          id={form}
          className={css.typed ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') void type();
          }}
        >
          <TextField
            label={kind === 'folder' ? t('export.folder') : t('export.path')}
            hint={kind === 'folder' ? t('export.folderHint') : t('export.pathHint')}
            value={path}
            onChange={(value) => {
              setPath(value);
              setExists(false);
              setOverwrite(false);
            }}
            maxLength={4096}
            mono
            autoFocus
          />
          {exists && (
            <Checkbox isSelected={overwrite} onChange={setOverwrite}>
              {t('export.overwrite')}
            </Checkbox>
          )}
          <div>
            <Button type="submit" isDisabled={path.trim() === '' || (exists && !overwrite)}>
              {t('export.usePath')}
            </Button>
          </div>
        </Form>
      )}
    </>
  );
}
