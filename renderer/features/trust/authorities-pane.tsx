// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { AnchorItem } from './anchor-item.tsx';

export function AuthoritiesPane() {
  const { t } = useText();
  const { revision, state } = useVault(({ status }) => status) ?? { revision: 0, state: null };
  const [held, setHeld] = useState<CallOutput<'anchors.list'> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    ipc('anchors.list', {}).then(
      (answer) => {
        if (!current) return;
        setHeld(answer);
        setError(null);
      },
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [revision, state]);
  const list = useRef<HTMLUListElement>(null);
  const shown = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (held === null) return;
    const ids = held.anchors.map(({ sha256 }) => sha256);
    const added = shown.current === null ? -1 : ids.findIndex((id) => !shown.current?.has(id));
    shown.current = new Set(ids);
    list.current?.children[added]?.scrollIntoView?.({ block: 'nearest' });
  }, [held]);
  return (
    <div className={layout.stack14}>
      <p className={text.muted}>{t('trust.lead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {held !== null && held.anchors.length === 0 && <p>{t('trust.none')}</p>}
      {held !== null && held.anchors.length > 0 && (
        <ul ref={list} className={layout.stack14} aria-label={t('trust.list')}>
          {held.anchors.map((anchor) => (
            <AnchorItem
              key={anchor.sha256}
              anchor={anchor}
              onConfirm={() => void openDialog('trust.confirm', { facts: anchor })}
              onRemove={() => void openDialog('trust.remove', { anchor })}
            />
          ))}
        </ul>
      )}
      {held !== null && <p className={text.muted}>{t('trust.system', { count: held.system })}</p>}
      <div>
        <Button onPress={() => void openDialog('trust.add')}>{t('trust.add')}</Button>
      </div>
    </div>
  );
}
