// SPDX-License-Identifier: Apache-2.0
import { Folder, FolderPlus, ScanSearch } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { addFolder, chooseFolders, type FolderToSearch, useFind } from '../../state/find-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import page from '../../ui/page.module.css';
import hidden from '../../ui/visually-hidden.module.css';
import css from './find-page.module.css';

const isNamed = (kind: Place['kind'] | 'added'): boolean => kind !== 'drive' && kind !== 'added';

type Place = CallOutput<'discovery.places'>['places'][number];

export interface PlacesCardProps {
  readonly again: boolean;
  readonly onStart: (folderIds: readonly string[]) => void;
}

export function PlacesCard({ again, onStart }: PlacesCardProps) {
  const { t } = useText();
  const [places, setPlaces] = useState<readonly Place[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isOpen, setOpen] = useState(!again);
  const card = useRef<HTMLElement>(null);
  // Move the focus, because the focused button is gone.
  useEffect(() => {
    if (again && isOpen) card.current?.querySelector('input')?.focus();
  }, [again, isOpen]);
  const added = useFind((state) => state.added);
  const chosen = useFind((state) => state.chosen);

  useEffect(() => {
    void (async () => {
      try {
        const answer = await ipc('discovery.places', {});
        setPlaces(answer.places);
        if (useFind.getState().chosen === null) {
          const usual = answer.places.filter(({ preselected }) => preselected).map(({ folderId }) => folderId);
          chooseFolders(new Set(usual));
        }
      } catch (thrown) {
        setError(toAppError(thrown));
      }
    })();
  }, []);

  const choose = async () => {
    setError(null);
    try {
      const answer = await ipc('discovery.chooseFolder', {});
      if (answer.outcome === 'chosen') addFolder({ folderId: answer.folderId, displayPath: answer.displayPath });
    } catch (thrown) {
      setError(toAppError(thrown));
    }
  };
  const known = places ?? [];
  // Show all places at once, because a growing list causes misclicks.
  const more = (places === null ? [] : added).filter(({ folderId }) =>
    known.every((place) => place.folderId !== folderId),
  );
  const all: (FolderToSearch & { readonly kind: Place['kind'] | 'added' })[] = [
    ...known,
    ...more.map((folder) => ({ ...folder, kind: 'added' as const })),
  ];
  const ids = all.filter(({ folderId }) => chosen?.has(folderId) === true).map(({ folderId }) => folderId);
  const toggle = (folderId: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(folderId);
    else next.delete(folderId);
    chooseFolders(next);
  };
  if (!isOpen) {
    const names = all
      .filter(({ folderId }) => chosen?.has(folderId) === true)
      .map(({ kind, displayPath }) => (isNamed(kind) ? t(`find.place.${kind}`) : screenText(displayPath)));
    return (
      <section className={css.where} aria-labelledby="find-places">
        <Folder size={18} strokeWidth={1.75} aria-hidden />
        <h2 id="find-places" className={hidden.hidden}>
          {t('find.where')}
        </h2>
        <span className={css.names} title={names.join(t('common.listSeparator'))}>
          {names.join(t('common.listSeparator'))}
        </span>
        <Button size="small" aria-expanded={false} onPress={() => setOpen(true)}>
          {t('find.changePlaces')}
        </Button>
        <Button size="small" isDisabled={ids.length === 0} onPress={() => onStart(ids)}>
          <ScanSearch size={16} aria-hidden />
          {t('find.startAgain')}
        </Button>
      </section>
    );
  }
  return (
    <section ref={card} className={`${page.card} ${css.card}`} aria-labelledby="find-places">
      <h2 id="find-places">{t('find.where')}</h2>
      {error !== null && <ErrorNotice error={error} />}
      <ul className={css.places}>
        {all.map((place) => (
          <li key={place.folderId}>
            <Checkbox
              isSelected={chosen?.has(place.folderId) === true}
              onChange={(on) => toggle(place.folderId, on)}
              help={screenText(place.displayPath)}
            >
              {t(`find.place.${place.kind}`)}
            </Checkbox>
          </li>
        ))}
      </ul>
      <div className={css.buttons}>
        <Button look="primary" isDisabled={ids.length === 0} onPress={() => onStart(ids)}>
          <ScanSearch size={17} aria-hidden />
          {t(again ? 'find.startAgain' : 'find.start')}
        </Button>
        <Button onPress={() => void choose()}>
          <FolderPlus size={17} aria-hidden />
          {t('find.addFolder')}
        </Button>
        {ids.length === 0 && places !== null && <span className={text.muted}>{t('find.chooseFirst')}</span>}
      </div>
      <p className={text.muted}>{t('find.promise')}</p>
    </section>
  );
}
