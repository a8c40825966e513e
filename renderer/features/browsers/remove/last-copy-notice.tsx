// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from '../store-dialogs.module.css';

export interface LastCopyNoticeProps {
  readonly items: CallOutput<'stores.planRemove'>['items'];
  readonly onKeepFirst: () => void;
}

export function LastCopyNotice({ items, onKeepFirst }: LastCopyNoticeProps) {
  const { t } = useText();
  return (
    <Notice
      tone="bad"
      title={t('removal.lastCopyTitle')}
      actions={
        <Button size="small" onPress={onKeepFirst}>
          {t('removal.lastCopyFirst')}
        </Button>
      }
    >
      <p>{items.map(({ displayName }) => screenText(displayName)).join(t('common.listSeparator'))}</p>
      <p>{t('removal.lastCopy')}</p>
    </Notice>
  );
}

export interface TypeToDestroyProps {
  readonly toType: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

export function TypeToDestroy({ toType, typed, onTyped }: TypeToDestroyProps) {
  const { t } = useText();
  return (
    <>
      <p>{t('removal.lastCopyType')}</p>
      <p className={css.code}>{toType}</p>
      <TextField label={t('removal.typeIt')} value={typed} onChange={onTyped} />
    </>
  );
}
