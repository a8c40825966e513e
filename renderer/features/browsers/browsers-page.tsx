// SPDX-License-Identifier: Apache-2.0
import { Plus, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { clockTime } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openImport } from '../../state/imports-store.ts';
import {
  changeInventory,
  everything,
  type InventoryList,
  leaveInventory,
  refreshInventory,
  useStores,
} from '../../state/stores/stores-store.ts';
import { startInstall } from '../../state/stores/store-dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import words from '../../ui/text.module.css';
import { Room } from '../../ui/room.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './browsers-page.module.css';
import { InventoryBar } from './inventory-bar.tsx';
import { InventoryTable, wholeRows } from './inventory-table.tsx';
import { PlacesSheet } from './places-sheet.tsx';
import { StoreCard } from './store-card.tsx';

/** Progress of shorter operations would only flash. */
const slowMs = 500;
const skeletonRows = [0, 1, 2, 3, 4, 5];

export function BrowsersPage() {
  const { t, language } = useText();
  const { stores, list, error, reading } = useStores();
  const [open, setOpen] = useState<string | null>(null);
  const slow = useSlow(reading);
  useEffect(() => {
    void refreshInventory({ look: true });
    return leaveInventory;
  }, []);
  // In other states, the store's card explains the failure.
  const unexplained = (list?.unread ?? []).filter(({ storeId }) => {
    const state = stores?.find(({ id }) => id === storeId)?.state ?? 'ready';
    return state === 'ready' || state === 'password-needed';
  });
  const isNothing = list !== null && list.total === 0 && !isFiltered(list);
  const counted = list === null ? '' : t('browsers.countOf', { matching: list.matching, total: list.total });
  return (
    <Room
      title={t('shell.room.browsers')}
      {...(list !== null && { sub: t('browsers.checkedAt', { time: clockTime(list.readAt, language) }) })}
      actions={
        <>
          <Button onPress={() => void refreshInventory({ look: true })} isDisabled={reading}>
            <RefreshCw size={16} aria-hidden />
            {t('browsers.lookAgain')}
          </Button>
          <Button look={isNothing ? 'plain' : 'primary'} onPress={() => startInstall([])}>
            <Plus size={17} aria-hidden />
            {t('browsers.install')}
          </Button>
        </>
      }
    >
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={<Button onPress={() => void refreshInventory({ look: true })}>{t('common.retry')}</Button>}
        />
      )}
      {slow && <ProgressLine label={t('browsers.looking')} />}
      {stores?.length === 0 && (
        <Notice tone="off" title={t('browsers.noStoresTitle')}>
          <p>{t('browsers.noStores')}</p>
        </Notice>
      )}
      {stores !== null && stores.length > 0 && (
        <ul className={css.stores} aria-label={t('browsers.stores')}>
          {stores.map((store) => (
            <StoreCard key={store.id} store={store} />
          ))}
        </ul>
      )}
      {unexplained.map(({ storeId, storeName, code }) => (
        <ErrorNotice
          key={storeId}
          error={new AppError(code)}
          title={t('browsers.unreadTitle', { name: screenText(storeName) })}
        />
      ))}
      {list === null && error === null && (
        <div className={css.skeleton} aria-hidden>
          {skeletonRows.map((row) => (
            <span key={row} />
          ))}
        </div>
      )}
      {list !== null && <Inventory onOpen={setOpen} />}
      {open !== null && <PlacesSheet sha256={open} onClose={() => setOpen(null)} />}
      <LiveRegion text={counted} />
    </Room>
  );
}

function Inventory({ onOpen }: { readonly onOpen: (sha256: string) => void }) {
  const { t } = useText();
  const list = useStores((state) => state.list);
  if (list === null) return null;
  if (list.total === 0 && !isFiltered(list)) return <NothingYet />;
  return (
    <>
      <InventoryBar />
      {list.matching > 0 ? (
        <InventoryTable list={list} onOpen={onOpen} />
      ) : (
        <div className={css.empty}>
          <h2>{t('browsers.noMatchTitle')}</h2>
          <p>{t('browsers.noMatch')}</p>
          <Button onPress={() => void changeInventory({ ...everything })}>{t('list.clearAll')}</Button>
        </div>
      )}
      <p className={`${words.small} ${list.matching > wholeRows ? css.count : ''}`}>
        {list.matching === list.total
          ? t('browsers.count', { count: list.total })
          : t('browsers.countOf', { matching: list.matching, total: list.total })}
      </p>
    </>
  );
}

function isFiltered({ query: { search, place, finding } }: InventoryList): boolean {
  return search !== '' || place !== null || finding !== null;
}

function NothingYet() {
  const { t } = useText();
  return (
    <div className={css.empty}>
      <h2>{t('browsers.emptyTitle')}</h2>
      <p>{t('browsers.emptyText')}</p>
      <Button look="primary" onPress={() => openImport()}>
        {t('browsers.emptyImport')}
      </Button>
    </div>
  );
}

function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, [busy]);
  return slow;
}
