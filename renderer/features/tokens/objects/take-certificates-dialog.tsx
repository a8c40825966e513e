// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import css from '../token-dialogs.module.css';
import { TokenOperation } from '../token-operation.tsx';
import { usePinEntry } from '../pins/use-pin-entry.ts';

export function TakeCertificatesDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t, language } = useText();
  const entry = usePinEntry(token, null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [taken, setTaken] = useState<CallOutput<'tokens.takeIn'> | null>(null);
  const shown = useTokenObjects((state) => (state.shown?.tokenId === token.id ? state.shown : null));
  const offered = (shown?.objects ?? []).flatMap(({ id, certificate }) =>
    certificate === null || certificate.inVault ? [] : [{ id, ...certificate }],
  );
  const chosen = offered.filter(({ id }) => !left.has(id));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.takeIn.title')}
      width="wide"
      entry={entry}
      before={
        <>
          <p>{t('tokenWork.takeIn.lead')}</p>
          {offered.length === 0 ? (
            <Notice tone="ok">
              <p>{t('tokenWork.takeIn.all')}</p>
            </Notice>
          ) : (
            <ul className={css.items} aria-label={t('tokenWork.takeIn.choose')}>
              {offered.map(({ id, displayName, notAfter, ...names }) => (
                <li key={id}>
                  <Checkbox
                    isSelected={!left.has(id)}
                    onChange={(on) => toggle(id, on)}
                    help={`${bankLine(names)} · ${t('tokenObjects.until', { date: dueDay(notAfter, language) })}`}
                  >
                    {screenText(displayName)}
                  </Checkbox>
                </li>
              ))}
            </ul>
          )}
        </>
      }
      isReady={chosen.length > 0}
      go={t('tokenWork.takeIn.go')}
      working={t('tokenWork.takeIn.working')}
      canCancel
      rereads
      run={async (_given, options) => {
        const objectIds = chosen.map(({ id }) => id);
        setTaken(await ipc('tokens.takeIn', { tokenId: token.id, objectIds }, options));
      }}
      result={
        taken === null ? null : (
          <Notice tone="ok" title={t('tokenWork.takeIn.added', { count: taken.added })} urgent>
            {taken.known > 0 && <p>{t('tokenWork.takeIn.known', { count: taken.known })}</p>}
          </Notice>
        )
      }
      onClose={onClose}
    />
  );
}
