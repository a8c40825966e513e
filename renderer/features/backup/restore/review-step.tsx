// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import type { Attempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import text from '../../../ui/text.module.css';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import css from './restore-dialog.module.css';
import { type RestoreChoices, sortedItems } from './restore-choices.ts';
import type { Access } from '../with-access.tsx';
import { ReviewItem } from './review-item.tsx';

const pageSize = 50;

export interface ReviewStepProps {
  readonly preview: CallOutput<'backups.preview'>;
  readonly choices: RestoreChoices;
  readonly attempt: Attempt;
  readonly access: Access;
  readonly onChange: (choices: RestoreChoices) => void;
  readonly onBack: () => void;
  readonly onRestore: () => void;
  /** Set if everything is in the vault already. */
  readonly onDone: (() => void) | null;
}

export function ReviewStep(props: ReviewStepProps) {
  const { preview, choices, attempt, access, onChange, onBack, onRestore, onDone } = props;
  const { t, language } = useText();
  const [shown, setShown] = useState(pageSize);
  const items = sortedItems(preview.items);
  const count = (...states: string[]) => items.filter(({ state }) => states.includes(state)).length;
  const more = items.length - shown;
  const besides = (['profiles', 'requests', 'webEnrolments', 'losses'] as const).filter((each) => preview[each] > 0);
  const parts = besides.map((each) => t(`backup.restoring.${each}`, { count: preview[each] }));
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <p>
        {t('backup.restoring.made', { time: dayAndTime(preview.createdAt, language) })} ·{' '}
        {t(preview.ownVault ? 'backup.restoring.ownVault' : 'backup.restoring.otherVault')}
        <br />
        {t('backup.restoring.counted', { fresh: count('new'), same: count('same'), differ: count('gaps', 'differs') })}
      </p>
      {preview.laterBackupAt !== null && (
        <Notice tone="warn" title={t('backup.restoring.later')}>
          <p>{t('backup.restoring.laterText', { time: dayAndTime(preview.laterBackupAt, language) })}</p>
        </Notice>
      )}
      {preview.vaultIsOlder && (
        <Notice tone="warn" title={t('backup.restoring.vaultIsOlder')}>
          <p>{t('backup.restoring.vaultIsOlderText')}</p>
        </Notice>
      )}
      <ul className={css.items} aria-label={t('backup.restoring.items')}>
        {items.slice(0, shown).map((item) => (
          <ReviewItem
            key={item.sha256}
            item={item}
            madeAt={preview.createdAt}
            choice={choices.get(item.sha256) ?? 'merge'}
            onChange={(choice) => onChange(new Map([...choices, [item.sha256, choice]]))}
          />
        ))}
      </ul>
      {more > 0 && (
        <div>
          <Button size="small" onPress={() => setShown((before) => before + pageSize)}>
            {t('backup.restoring.more', { count: Math.min(more, pageSize) })}
          </Button>
        </div>
      )}
      {preview.loneKeys > 0 && (
        <p className={text.muted}>{t('backup.restoring.loneKeys', { count: preview.loneKeys })}</p>
      )}
      {preview.watched > 0 && <p className={text.muted}>{t('backup.restoring.watched', { count: preview.watched })}</p>}
      {besides.length > 0 && (
        <p className={text.muted}>
          {t('backup.restoring.beside', {
            parts:
              language === 'zh-CN'
                ? parts.join(t('common.listSeparator'))
                : new Intl.ListFormat(language).format(parts),
          })}
        </p>
      )}
      {preview.anchors > 0 && <p className={text.muted}>{t('backup.restoring.anchors', { count: preview.anchors })}</p>}
      {access.fields}
      {attempt.busy && (
        <ProgressLine label={t('backup.restoring.working')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onBack} isDisabled={attempt.busy}>
            {t('common.back')}
          </Button>
        </div>
        <Button
          look={onDone === null ? 'primary' : 'plain'}
          onPress={onRestore}
          isDisabled={attempt.busy || !access.ready}
          autoFocus={onDone === null}
        >
          {preview.needsProtector ? t('common.next') : t('backup.restoring.restore')}
        </Button>
        {onDone !== null && (
          <Button look="primary" onPress={onDone} isDisabled={attempt.busy} autoFocus>
            {t('common.done')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
