// SPDX-License-Identifier: Apache-2.0
import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { narrowWindow, useMedia } from '../../lib/use-media.ts';
import {
  changeQuery,
  refreshCertificates,
  rowAt,
  selectCertificate,
  useCertificates,
} from '../../state/certificates-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useWatched } from '../../state/reminders/watched-store.ts';
import { useSelection } from '../../state/selection-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { DetailPane, DetailSheet } from '../detail/detail-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';
import { WatchedPane } from '../watched/watched-pane.tsx';
import { CertificateTable } from './table/certificate-table.tsx';
import css from './certificates-page.module.css';
import { EmptyList, NoMatch } from './empty-list.tsx';
import { ListBar } from './list-bar.tsx';
import { PageHead } from './page-head.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { StatusTiles } from './status-tiles.tsx';

/** For a certificate that isn't here (D04). */
const WatchLink = memo(function WatchLink() {
  const { t } = useText();
  // The reminders section has its own link.
  const listed = useWatched(({ entries }) => entries?.some(({ sha256 }) => sha256 === null) ?? false);
  if (listed) return null;
  return (
    <Button look="quiet" size="small" onPress={() => void openDialog('watch', { entry: null })}>
      {t('watched.add')}
    </Button>
  );
});

const TrashLink = memo(function TrashLink() {
  const { t } = useText();
  const count = useVault((state) => state.status?.deleted ?? 0);
  if (count === 0) return null;
  return (
    <Button look="quiet" size="small" onPress={() => void openDialog('certificates.trash')}>
      {t('trash.link', { count })}
    </Button>
  );
});

export function CertificatesPage({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { t, language } = useText();
  const list = useCertificates((state) => state.list);
  const error = useCertificates((state) => state.error);
  const selected = useCertificates((state) => state.selected);
  const includesAuthorities = useCertificates((state) => state.query.includeAuthorities);
  const first = useCertificates(({ pages }) => rowAt(pages, 0)?.sha256);
  const selecting = useSelection((state) => state.on);
  const narrow = useMedia(narrowWindow);
  const [sheetOpen, setSheetOpen] = useState(false);
  const [timeline, setTimeline] = useState(false);
  const pane = useRef<HTMLElement>(null);

  // Open the most urgent one at startup.
  useEffect(() => {
    if (!narrow && selected === null && first !== undefined) selectCertificate(first);
  }, [narrow, selected, first]);

  // Collation depends on the language.
  const sortedFor = useRef(language);
  useEffect(() => {
    if (sortedFor.current === language) return;
    sortedFor.current = language;
    void refreshCertificates();
  }, [language]);

  const typeToSearch = (event: React.KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    // 'Process': an IME handles the key.
    const types = (event.key.length === 1 && event.key !== ' ') || event.key === 'Process';
    if (!plain || !types) return;
    // The table's type-ahead would take the focus back.
    event.stopPropagation();
    searchRef.current?.focus();
  };

  if (list === null) {
    return (
      <div className={css.page}>
        {error === null ? (
          <LiveRegion text={t('list.loading')} />
        ) : (
          <div className={css.error}>
            <ErrorNotice
              error={error}
              actions={<Button onPress={() => void refreshCertificates()}>{t('common.retry')}</Button>}
            />
          </div>
        )}
      </div>
    );
  }
  const own = Object.values(list.counts).reduce((sum, count) => sum + count, 0);
  const empty = own === 0 && list.authorities === 0;
  const showPane = !narrow && !empty;
  const counted = t('list.count', { count: list.matching });
  return (
    <div className={css.page}>
      <PageHead searchRef={searchRef} timeline={timeline} onTimeline={empty ? null : setTimeline} />
      {!empty && <StatusTiles />}
      {!empty && timeline && (
        <TimelinePane chosen={list.query.month} onChoose={(month) => void changeQuery({ month })} />
      )}
      {!empty && (selecting ? <SelectionBar /> : <ListBar />)}
      {error !== null && (
        <div className={css.error}>
          <ErrorNotice error={error} />
        </div>
      )}
      <div className={`${css.body} ${showPane ? css.withPane : ''}`}>
        <div className={css.list} data-shown-search={list.query.search}>
          {empty && <EmptyList />}
          {!empty && list.rowCount === 0 && <NoMatch />}
          {list.rowCount > 0 && (
            <div className={css.rows} onKeyDownCapture={typeToSearch}>
              <CertificateTable
                list={list}
                selected={selected}
                opensSheet={narrow}
                onSelect={selectCertificate}
                onDelete={(sha256) => void openDialog('certificates.delete', { sha256s: [sha256] })}
                onOpen={(sha256) => {
                  selectCertificate(sha256);
                  if (narrow) setSheetOpen(true);
                  else pane.current?.focus();
                }}
              />
            </div>
          )}
          <WatchedPane />
          <footer className={css.foot}>
            {!empty && <span>{counted}</span>}
            {!empty && list.authorities > 0 && (
              <Checkbox
                isSelected={includesAuthorities}
                onChange={(includeAuthorities) => void changeQuery({ includeAuthorities })}
              >
                {t('list.authorities', { count: list.authorities })}
              </Checkbox>
            )}
            {!empty && <WatchLink />}
            <TrashLink />
          </footer>
        </div>
        {showPane && <DetailPane ref={pane} sha256={selected} />}
      </div>
      {narrow && sheetOpen && selected !== null && (
        <DetailSheet sha256={selected} onClose={() => setSheetOpen(false)} />
      )}
      <LiveRegion text={counted} />
    </div>
  );
}
