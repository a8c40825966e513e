// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../button.tsx';
import { ErrorNotice } from '../feedback/notice.tsx';
import text from '../text.module.css';
import hidden from '../visually-hidden.module.css';
import css from './place-field.module.css';

export interface Destination {
  readonly destinationId: string;
  readonly displayPath: string;
}

export interface PlaceFieldProps {
  /** Opens the system's file dialog, in main. */
  readonly ask: () => Promise<CallOutput<'exports.chooseDestination'>>;
  readonly kind?: 'file' | 'folder';
  readonly destination: Destination | null;
  readonly onDestination: (destination: Destination | null) => void;
  /** Focused after a choice. Default: the dialog's last button. */
  readonly next?: RefObject<HTMLElement | null>;
}

export function PlaceField({ ask, kind = 'file', destination, onDestination, next }: PlaceFieldProps) {
  const { t } = useText();
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const isFresh = useRef(false);
  useEffect(() => {
    if (destination === null || !isFresh.current) return;
    isFresh.current = false;
    (next === undefined ? primaryButton(field.current) : next.current)?.focus();
  }, [destination, next]);

  const choose = async () => {
    setError(null);
    setAsking(true);
    try {
      const answer = await ask();
      if (answer.outcome === 'chosen') {
        isFresh.current = true;
        onDestination({ destinationId: answer.destinationId, displayPath: answer.displayPath });
      }
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };

  const first = kind === 'folder' ? t('export.chooseFolder') : t('export.choosePlace');
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div ref={field} className={css.place}>
        <div className={destination === null ? hidden.hidden : css.chosen} role="status">
          {destination !== null && (
            <>
              <span className={text.small}>{t('export.chosen')}</span>
              <p className={css.path}>{screenText(destination.displayPath)}</p>
            </>
          )}
        </div>
        {/* Reuse one button and make it pending, not disabled, so that it keeps the focus. */}
        <Button
          look={destination === null ? 'primary' : 'plain'}
          size={destination === null ? 'normal' : 'small'}
          onPress={() => void choose()}
          isPending={asking}
          autoFocus
        >
          {destination === null ? first : t('export.chooseOther')}
        </Button>
      </div>
    </>
  );
}

function primaryButton(field: HTMLElement | null): HTMLElement | null {
  const dialog = field?.closest('[role="dialog"]') ?? null;
  return dialog?.querySelector<HTMLElement>('[data-dialog="foot"] > button:last-child:enabled') ?? null;
}
