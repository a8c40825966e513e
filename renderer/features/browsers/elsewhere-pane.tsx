// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { placeOfToken } from '../../../shared/domain/backup/backup-place-kinds.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { InventoryRow } from '../../../shared/schemas/store.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { hexPairs } from '../../lib/text/hex.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { useStores } from '../../state/stores/stores-store.ts';
import { copyToVault, useTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { useTokens } from '../../state/tokens/tokens-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { FactRow } from '../../ui/fact-row.tsx';
import { placedIn } from './next-action.ts';
import { PlaceLine } from './place-line.tsx';

const placeOf = ({ id, serial }: Token) => placeOfToken({ tokenId: id, serial });

function hintOf({ places }: InventoryRow) {
  if (places.some(({ storeKind }) => storeKind === 'token')) return 'browsers.onKeyHint';
  // The system's store can keep keys in hardware, such as a TPM.
  return places.some(({ hardware }) => hardware !== null) ? 'browsers.onDeviceHint' : 'browsers.elsewhereHint';
}

/** Shows where a certificate outside the vault is, and how to add it. */
export function ElsewherePane({ sha256 }: { readonly sha256: string }) {
  const { t, language } = useText();
  const revision = useStores((state) => state.revision);
  const tokens = useTokens((state) => state.last);
  const isCopying = useTokenObjects((state) => state.copying);
  const [found, setFound] = useState<{ readonly of: string; readonly row: InventoryRow | null } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    const one = { search: sha256, place: null, finding: null, includeAuthorities: true, offset: 0, limit: 50 };
    ipc('stores.inventory', one).then(
      // The search also finds names that contain the hash.
      ({ rows }) => current && setFound({ of: sha256, row: rows.find((row) => row.sha256 === sha256) ?? null }),
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (found?.of !== sha256) return <p className={text.sub}>{t('detail.loading')}</p>;
  const { row } = found;
  if (row === null) {
    return (
      <ErrorNotice
        error={new AppError('not-found')}
        actions={<Button onPress={() => void openDialog('certificates.trash')}>{t('trash.title')}</Button>}
      />
    );
  }
  const token = tokens?.find((each) => row.places.some(({ storeId }) => storeId === placeOf(each)));
  const when = row.status === 'expired' ? 'time.expiredOn' : 'time.expiresOn';
  return (
    <>
      <div>
        <h2>{screenText(row.displayName)}</h2>
        <p className={text.sub}>{bankLine(row)}</p>
      </div>
      <Notice
        tone="off"
        title={t('browsers.notInVault')}
        actions={
          token !== undefined && (
            <Button size="small" isDisabled={isCopying} onPress={() => void copyToVault(token)}>
              {t('tokens.bank.keep')}
            </Button>
          )
        }
      >
        <p>
          {t(`status.${row.status}`)} · {t(when, { date: dueDay(row.notAfter, language) })}
        </p>
        <p>{t(hintOf(row))}</p>
        {isCopying && <ProgressLine label={t('tokenObjects.reading')} />}
      </Notice>
      {row.chainState === 'incomplete' && row.status !== 'expired' && (
        <Notice
          tone="warn"
          title={t('detail.chainMissing')}
          actions={
            <Button size="small" onPress={() => openImport()}>
              {t('detail.chainMissingAction')}
            </Button>
          }
        >
          <p>{t('detail.chainMissingMeans')}</p>
        </Notice>
      )}
      <dl>
        <FactRow name={t('detail.serial')} copied={hexPairs(row.serial)} isMono>
          {hexPairs(row.serial)}
        </FactRow>
      </dl>
      <ul className={layout.framed} aria-label={t('browsers.sheetPlaces')}>
        {row.places.map((placement) => (
          <PlaceLine
            key={placement.storeId}
            placed={placedIn(row, placement)}
            placement={placement}
            keyInVault={row.keyInVault}
          />
        ))}
      </ul>
    </>
  );
}
