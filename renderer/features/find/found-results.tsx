// SPDX-License-Identifier: Apache-2.0
import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import text from '../../ui/text.module.css';
import css from './find-page.module.css';
import { FoundBar } from './found-bar.tsx';
import { FoundTable } from './found-table.tsx';
import { ImportChosen } from './import-chosen.tsx';
import { noFilter, type Search, type SearchResults } from './use-search.ts';

export interface FoundResultsProps {
  readonly search: Search;
  readonly results: SearchResults;
  readonly onOpen: (id: string) => void;
}

const endWords = { done: 'find.done', cancelled: 'find.stopped', failed: 'find.failed' } as const;

export function FoundResults({ search, results, onOpen }: FoundResultsProps) {
  const { t } = useText();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { progress, rows, matching } = results;
  const ended = progress.state === 'done' || progress.state === 'cancelled' || progress.state === 'failed';
  const selectable = rows.filter(({ state }) => state === 'new').map(({ id }) => id);
  // Drop rows imported elsewhere.
  const ids = selectable.filter((id) => ticked.has(id));
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  return (
    <section className={css.results} aria-labelledby="find-results">
      <h2 id="find-results">{t('find.results')}</h2>
      {ended && (
        <p className={text.muted} data-search-ended={progress.state}>
          {t(endWords[progress.state as keyof typeof endWords], {
            files: progress.files,
            found: progress.found,
          })}
          {progress.unreadable > 0 && ` ${t('find.unreadable', { count: progress.unreadable })}`}
        </p>
      )}
      {progress.found > 0 && <FoundBar results={results} filter={search.filter} onFilter={search.setFilter} />}
      {progress.found > 0 && (
        <ImportChosen
          ids={ids}
          selectable={selectable}
          onTick={(chosen) => setTicked(new Set(chosen))}
          onDone={() => {
            setTicked(new Set());
            void search.refresh();
          }}
        />
      )}
      {rows.length > 0 && <FoundTable rows={rows} ticked={ticked} onTick={tick} onOpen={onOpen} />}
      {rows.length < matching && (
        <div className={css.buttons}>
          <Button onPress={search.showMore}>{t('find.more')}</Button>
          <span className={text.muted}>{t('find.shown', { shown: rows.length, total: matching })}</span>
        </div>
      )}
      {ended && progress.found === 0 && (
        <div className={css.nothing}>
          <FileSearch size={32} strokeWidth={1.5} aria-hidden />
          <h3>{t('find.nothingTitle')}</h3>
          <p>{t('find.nothingText')}</p>
        </div>
      )}
      {rows.length === 0 && progress.found > 0 && (
        <div className={css.nothing}>
          <p>{t('find.noMatch')}</p>
          <Button onPress={() => search.setFilter(noFilter)}>{t('find.clearFilter')}</Button>
        </div>
      )}
    </section>
  );
}
