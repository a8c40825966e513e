// SPDX-License-Identifier: Apache-2.0
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import words from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';

const tones = { removed: 'ok', failed: 'bad', 'not-tried': 'off' } as const;

export interface RemovedStepProps {
  readonly result: CallOutput<'stores.remove'>;
  readonly names: (storeIds: readonly string[]) => string;
  readonly onClose: () => void;
}

export function RemovedStep({ result, names, onClose }: RemovedStepProps) {
  const { t, language } = useText();
  const all = result.items.every(({ outcome }) => outcome === 'removed');
  return (
    <>
      <Notice tone={all ? 'ok' : 'warn'} title={all ? t('removal.done') : t('removal.doneSome')} urgent>
        {null}
      </Notice>
      <ul className={css.items} aria-label={t('removal.done')} tabIndex={0}>
        {result.items.map((item) => {
          const text = item.code === null ? null : errorText(item.code, {}, language);
          return (
            <li key={`${item.sha256} ${item.storeId}`} className={css.item} data-outcome={item.outcome}>
              <span className={css.name}>
                {screenText(item.displayName)} · {names([item.storeId])}
              </span>
              <span className={css.mark}>
                <Pill tone={tones[item.outcome]}>{t(`removal.item.${item.outcome}`)}</Pill>
              </span>
              {text !== null && (
                <span className={words.sub}>
                  {text.cause} {text.step}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {result.restart.length > 0 && (
        <Notice tone="warn" title={t('removal.restartTitle')}>
          <p>{t('removal.restart', { names: names(result.restart) })}</p>
        </Notice>
      )}
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
