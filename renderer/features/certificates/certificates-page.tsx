import { Plus } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { narrowWindow, useMedia } from '../../lib/use-media.ts';
import {
  changeQuery,
  refreshCertificates,
  selectCertificate,
  useCertificates,
} from '../../state/certificates-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { DetailPane } from '../detail/detail-pane.tsx';
import { DetailSheet } from '../detail/detail-sheet.tsx';
import { CertificateTable } from './certificate-table.tsx';
import css from './certificates-page.module.css';
import { EmptyList, NoMatch } from './empty-list.tsx';
import { SearchBox } from './search-box.tsx';
import { StatusTiles } from './status-tiles.tsx';

export function CertificatesPage({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useText();
  const { list, error, selected, query } = useCertificates();
  const narrow = useMedia(narrowWindow);
  const [sheetOpen, setSheetOpen] = useState(false);
  const pane = useRef<HTMLElement>(null);
  const first = list?.certificates[0]?.sha256;

  // One glance is enough: the most urgent certificate lies open at the start.
  useEffect(() => {
    if (!narrow && selected === null && first !== undefined) selectCertificate(first);
  }, [narrow, selected, first]);

  const typeToSearch = (event: React.KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    // 'Process' is a key that an input method is about to take.
    const types = (event.key.length === 1 && event.key !== ' ') || event.key === 'Process';
    if (!plain || !types) return;
    // The table's own type-ahead would take the focus back before the letter lands in the field.
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
  const counted = t('list.count', { count: list.certificates.length });
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{t('list.title')}</h1>
        <SearchBox inputRef={searchRef} />
        <span className={css.gap} />
        <Button look="primary" onPress={() => openImport()}>
          <Plus size={17} aria-hidden />
          {t('list.import')}
        </Button>
      </header>
      {!empty && <StatusTiles />}
      {error !== null && (
        <div className={css.error}>
          <ErrorNotice error={error} />
        </div>
      )}
      <div className={`${css.body} ${showPane ? css.withPane : ''}`}>
        <div className={css.list}>
          {empty && <EmptyList />}
          {!empty && list.certificates.length === 0 && <NoMatch />}
          {list.certificates.length > 0 && (
            <div className={css.rows} onKeyDownCapture={typeToSearch}>
              <CertificateTable
                certificates={list.certificates}
                selected={selected}
                opensSheet={narrow}
                onSelect={selectCertificate}
                onOpen={(sha256) => {
                  selectCertificate(sha256);
                  if (narrow) setSheetOpen(true);
                  else pane.current?.focus();
                }}
              />
            </div>
          )}
          {!empty && (
            <footer className={css.foot}>
              <span>{counted}</span>
              {list.authorities > 0 && (
                <Checkbox
                  isSelected={query.includeAuthorities}
                  onChange={(includeAuthorities) => void changeQuery({ includeAuthorities })}
                >
                  {t('list.authorities', { count: list.authorities })}
                </Checkbox>
              )}
            </footer>
          )}
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
