// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, memo, useEffect, useId } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog/sheet.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ElsewherePane } from '../browsers/elsewhere-pane.tsx';
import { DetailContent } from './detail-content.tsx';
import css from './detail.module.css';
import { useDetail } from './use-detail.ts';

/** Laying out the tabs would slow typing in the search. */
export const DetailPane = memo(function DetailPane({
  sha256,
  ref,
}: {
  readonly sha256: string | null;
  readonly ref: RefObject<HTMLElement | null>;
}) {
  const { t } = useText();
  const { detail, error } = useDetail(sha256);
  const id = useId();
  const summary = `${id}name ${id}state`;
  useEffect(() => {
    if (ref.current !== null) ref.current.scrollTop = 0;
  }, [sha256, ref]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the pane
    <aside
      className={css.pane}
      aria-label={t('detail.pane')}
      aria-describedby={summary}
      ref={ref}
      tabIndex={-1}
      onKeyDown={leave}
      data-region
    >
      {error !== null && <Failed error={error} sha256={sha256} />}
      {detail !== null && <DetailContent detail={detail} summary={summary} />}
      {detail === null && error === null && (
        <p className={css.hint}>{sha256 === null ? t('list.selectHint') : t('detail.loading')}</p>
      )}
    </aside>
  );
});

/** Escape returns to the row. React also bubbles events from open menus, which are outside the pane. */
function leave({ key, target, currentTarget, defaultPrevented }: KeyboardEvent<HTMLElement>): void {
  if (key !== 'Escape' || defaultPrevented || !currentTarget.contains(target as Node)) return;
  document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
}

/** A certificate missing from the vault can still be in a store or on a token. */
function Failed({ error, sha256 }: { readonly error: AppError; readonly sha256: string | null }) {
  return sha256 !== null && error.code === 'not-found' ? (
    <ElsewherePane sha256={sha256} />
  ) : (
    <ErrorNotice error={error} />
  );
}

export function DetailSheet({ sha256, onClose }: { readonly sha256: string; readonly onClose: () => void }) {
  const { t } = useText();
  const { detail, error } = useDetail(sha256);
  const close = (
    <Button look="quiet" size="icon" aria-label={t('detail.closePane')} onPress={onClose}>
      <X size={18} aria-hidden />
    </Button>
  );
  return (
    <Sheet label={t('detail.pane')} onClose={onClose}>
      <div className={css.pane}>
        {detail === null && <div>{close}</div>}
        {error !== null && <Failed error={error} sha256={sha256} />}
        {detail !== null && <DetailContent detail={detail} corner={close} />}
      </div>
    </Sheet>
  );
}
