// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ScanProgress } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { lookForAll, useFind } from '../../state/find-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { startLoss } from '../../state/losses.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { RoomBar } from '../../ui/room-bar.tsx';
import room from '../../ui/room.module.css';
import css from './find-page.module.css';
import { FoundResults } from './found-results.tsx';
import { ImportButton } from './import-chosen.tsx';
import { PlacesCard } from './places-card.tsx';
import { SearchCard } from './search-card.tsx';
import { useChosen } from './use-chosen.ts';
import { useSearch } from './use-search.ts';

export function FindPage() {
  const { t } = useText();
  const search = useSearch();
  const lookFor = useFind((state) => state.lookFor);
  const [failure, setFailure] = useState<AppError | null>(null);
  const { results } = search;
  const chosen = useChosen(results?.rows ?? [], () => void search.refresh());
  const progress = results?.progress ?? null;
  const busy = progress?.state === 'running' || progress?.state === 'paused';
  const spoken = useSpokenSearch(progress);

  const openDraft = async (id: string) => {
    setFailure(null);
    try {
      const { draftId } = await ipc('discovery.openDraft', { id });
      openImport([{ kind: 'draft', draftId }]);
    } catch (thrown) {
      setFailure(toAppError(thrown));
    }
  };
  const hasResults =
    results !== null && progress !== null && progress.state !== 'idle' && !(busy && progress.found === 0);
  const isSearched = progress !== null && progress.state !== 'idle';
  return (
    <div className={room.room}>
      <RoomBar title={t('shell.room.find')} sub={t('find.lead')}>
        {hasResults && <ImportButton chosen={chosen} />}
      </RoomBar>
      {busy && progress !== null && <SearchCard progress={progress} act={search.act} />}
      <div className={room.scroll} data-region>
        {search.error !== null && <ErrorNotice error={search.error} />}
        {failure !== null && <ErrorNotice error={failure} />}
        {lookFor !== null && (
          <div>
            <Notice
              tone="off"
              title={t('find.lookingFor', { name: screenText(lookFor.name) })}
              actions={
                <>
                  <Button onPress={() => startLoss(lookFor.sha256)}>{t('losses.open')}</Button>
                  <Button onPress={lookForAll}>{t('find.lookForAll')}</Button>
                </>
              }
            >
              <p>{t('find.lookingForText')}</p>
            </Notice>
          </div>
        )}
        {!busy && results !== null && (
          <PlacesCard
            key={isSearched ? 'again' : 'first'}
            again={isSearched}
            onStart={(folderIds) => void search.start(folderIds, lookFor?.sha256 ?? null)}
          />
        )}
        {hasResults && (
          <FoundResults search={search} results={results} chosen={chosen} onOpen={(id) => void openDraft(id)} />
        )}
        {busy && !hasResults && (
          <div className={css.nothing}>
            <p>{t('find.nothingYet')}</p>
          </div>
        )}
        {lookFor === null && !hasResults && !busy && <Lost />}
        <LiveRegion text={spoken} />
      </div>
    </div>
  );
}

function Lost() {
  const { t } = useText();
  return (
    <div>
      <Notice
        tone="off"
        title={t('find.lostTitle')}
        actions={<Button onPress={() => startLoss()}>{t('losses.open')}</Button>}
      >
        <p>{t('find.lostText')}</p>
      </Notice>
    </div>
  );
}

/** Announces state changes, but not each new count. */
function useSpokenSearch(progress: ScanProgress | null): string {
  const { t } = useText();
  if (progress === null) return '';
  const { files, found } = progress;
  switch (progress.state) {
    case 'running':
      return t('find.running');
    case 'paused':
      return t('find.paused');
    case 'done':
      return t('find.done', { count: files, files, found });
    case 'cancelled':
      return t('find.stopped', { count: files, files, found });
    case 'failed':
      return t('find.failed', { count: files, files, found });
    default:
      return '';
  }
}
