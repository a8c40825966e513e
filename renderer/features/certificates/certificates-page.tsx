// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useDetailsSheet } from '../../state/text-size.ts';
import {
  changeQuery,
  refreshCertificates,
  rowAt,
  selectCertificate,
  useCertificates,
} from '../../state/certificates-store.ts';
import { useFollowedTokens } from '../../state/tokens/use-followed-tokens.ts';
import { isNotLocked, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { focusWithRing } from '../../ui/enter-room.ts';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { DetailPane, DetailSheet } from '../detail/detail-pane.tsx';
import { TimelinePane } from '../timeline/timeline-pane.tsx';
import { WatchedPane } from '../watched/watched-pane.tsx';
import { CertificatesBar } from './bar/certificates-bar.tsx';
import { CertificateTable } from './table/certificate-table.tsx';
import css from './certificates-page.module.css';
import { EmptyList, NoMatch } from './empty-list.tsx';

const skeletonRows = Array.from({ length: 12 }, (_row, index) => index);

export function CertificatesPage({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { t, language } = useText();
  const list = useCertificates((state) => state.list);
  const error = useCertificates((state) => state.error);
  const selected = useCertificates((state) => state.selected);
  const first = useCertificates(({ pages }) => rowAt(pages, 0)?.sha256);
  const narrow = useDetailsSheet();
  // Connecting a USB key adds its rows (`stores.changed`).
  useFollowedTokens({ isBeside: true, isOn: useVault(isNotLocked) });
  const [sheetOpen, setSheetOpen] = useState(false);
  const [timeline, setTimeline] = useState(false);
  const pane = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!narrow && selected === null && first !== undefined) selectCertificate(first);
  }, [narrow, selected, first]);

  // Sorting depends on the language.
  const sortedFor = useRef(language);
  useEffect(() => {
    if (sortedFor.current === language) return;
    sortedFor.current = language;
    void refreshCertificates();
  }, [language]);

  const isEmpty = list !== null && list.filters.all === 0 && list.authorities === 0;

  /** Letters jump to a name, but input methods need a text field, so their input goes to the search. */
  const composeInSearch = (event: React.KeyboardEvent) => {
    if (event.key !== 'Process') return;
    event.stopPropagation();
    searchRef.current?.focus();
  };
  const open = useCallback(
    (sha256: string) => {
      selectCertificate(sha256);
      if (narrow) setSheetOpen(true);
      else focusWithRing(pane.current);
    },
    [narrow],
  );

  const bar = <CertificatesBar searchRef={searchRef} isEmpty={isEmpty} timeline={timeline} onTimeline={setTimeline} />;
  if (list === null) {
    return (
      <div className={css.page}>
        {bar}
        {error === null ? (
          <>
            <div className={css.skeleton} aria-hidden>
              {skeletonRows.map((row) => (
                <span key={row} />
              ))}
            </div>
            <LiveRegion text={t('list.loading')} />
          </>
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
  const showPane = !narrow && !isEmpty;
  const hasRows = list.rowCount + list.folded > 0;
  return (
    <div className={css.page}>
      {bar}
      {!isEmpty && timeline && (
        <TimelinePane chosen={list.query.month} onChoose={(month) => void changeQuery({ month })} />
      )}
      {error !== null && (
        <div className={css.error}>
          <ErrorNotice error={error} />
        </div>
      )}
      <div className={`${css.body} ${showPane ? css.withPane : ''}`}>
        <div className={css.list} data-region data-shown-search={list.query.search}>
          {isEmpty && <EmptyList />}
          {!isEmpty && !hasRows && <NoMatch />}
          {hasRows && (
            <div className={css.rows} onKeyDownCapture={composeInSearch}>
              <CertificateTable
                list={list}
                selected={selected}
                opensSheet={narrow}
                onSelect={selectCertificate}
                onOpen={open}
              />
            </div>
          )}
          <WatchedPane isBelowList={!isEmpty} />
        </div>
        {showPane && <DetailPane ref={pane} sha256={hasRows ? selected : null} />}
      </div>
      {narrow && sheetOpen && selected !== null && (
        <DetailSheet sha256={selected} onClose={() => setSheetOpen(false)} />
      )}
      <LiveRegion text={t('list.count', { count: list.matching })} />
    </div>
  );
}
