// SPDX-License-Identifier: Apache-2.0
import { FileSearch } from 'lucide-react';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import text from '../../ui/text.module.css';
import hidden from '../../ui/visually-hidden.module.css';
import css from './find-page.module.css';
import { FoundBar } from './found-bar.tsx';
import { FoundTable } from './found-table.tsx';
import { ImportOutcome } from './import-chosen.tsx';
import type { Chosen } from './use-chosen.ts';
import { noFilter, type Search, type SearchResults } from './use-search.ts';

export interface FoundResultsProps {
  readonly search: Search;
  readonly results: SearchResults;
  readonly chosen: Chosen;
  readonly onOpen: (id: string) => void;
}

const endWords = { done: 'find.done', cancelled: 'find.stopped', failed: 'find.failed' } as const;

export function FoundResults({ search, results, chosen, onOpen }: FoundResultsProps) {
  const { t } = useText();
  const { progress, rows, matching } = results;
  const { state, files, found } = progress;
  const isOver = state === 'done' || state === 'cancelled' || state === 'failed';
  return (
    <section className={css.results} aria-labelledby="find-results">
      <h2 id="find-results" className={hidden.hidden}>
        {t('find.results')}
      </h2>
      {isOver && (
        <p className={text.small} data-search-ended={state}>
          {joinSentences(
            t(endWords[state], { count: files, files, found }),
            progress.unreadable > 0 ? t('find.unreadable', { count: progress.unreadable }) : '',
          )}
        </p>
      )}
      <ImportOutcome chosen={chosen} />
      {found > 0 && <FoundBar results={results} filter={search.filter} chosen={chosen} onFilter={search.setFilter} />}
      {rows.length > 0 && (
        <FoundTable
          rows={rows}
          ticked={new Set(chosen.ids)}
          onTick={(id, on) => chosen.tick([id], on)}
          onOpen={onOpen}
        />
      )}
      {rows.length < matching && (
        <div className={css.buttons}>
          <Button onPress={search.showMore}>{t('find.more')}</Button>
          <span className={text.muted}>{t('find.shown', { shown: rows.length, total: matching })}</span>
        </div>
      )}
      {isOver && found === 0 && (
        <div className={css.nothing}>
          <FileSearch size={32} strokeWidth={1.5} aria-hidden />
          <h3>{t('find.nothingTitle')}</h3>
          <p>{t('find.nothingText')}</p>
        </div>
      )}
      {rows.length === 0 && found > 0 && (
        <div className={css.nothing}>
          <p>{t('find.noMatch')}</p>
          <Button onPress={() => search.setFilter(noFilter)}>{t('find.clearFilter')}</Button>
        </div>
      )}
    </section>
  );
}
