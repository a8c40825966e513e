// SPDX-License-Identifier: Apache-2.0
import { Archive, FilePlus2, FileUp, Globe, ShieldCheck, Usb } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { shortcutText } from '../../lib/shortcuts.ts';
import { changeQuery, emptyQuery, isNarrowed, useCertificates } from '../../state/certificates-store.ts';
import { startPractice } from '../../state/practice-store.ts';
import { startRestore } from '../../state/backups-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { goTo } from '../../state/route-store.ts';
import { everything, useStores } from '../../state/stores/stores-store.ts';
import { Button } from '../../ui/button.tsx';
import text from '../../ui/text.module.css';
import css from './empty-list.module.css';

function showOnlyInStores(): void {
  useStores.setState({ query: { ...everything, finding: 'only-in-store' } });
  goTo('browsers');
}

export function EmptyList() {
  const { t, language } = useText();
  const practise = () => {
    goTo('overview');
    void startPractice(language);
  };
  const ways = [
    { name: t('list.wayFile'), hint: t('overview.empty.fileHint'), Icon: FileUp, act: () => openImport(), first: true },
    {
      name: t('overview.empty.usbKey'),
      hint: t('overview.empty.usbKeyHint'),
      Icon: Usb,
      act: () => goTo('tokens'),
      first: false,
    },
    {
      name: t('overview.empty.restore'),
      hint: t('overview.empty.restoreHint'),
      Icon: Archive,
      act: () => startRestore(null),
      first: false,
    },
    { name: t('list.wayStore'), hint: t('list.wayStoreHint'), Icon: Globe, act: showOnlyInStores, first: false },
    {
      name: t('list.wayApply'),
      hint: t('list.wayApplyHint'),
      Icon: FilePlus2,
      act: () => goTo('enrolment'),
      first: false,
    },
  ];
  return (
    <div className={css.empty} data-empty-list>
      <section className={css.zone} aria-label={t('list.emptyTitle')}>
        <ShieldCheck className={css.mark} size={44} strokeWidth={1.4} aria-hidden />
        <h2>{t('list.emptyTitle')}</h2>
        <p className={text.muted}>{t('list.emptyLead')}</p>
        <ul className={css.ways} aria-label={t('list.ways')}>
          {ways.map(({ name, hint, Icon, act, first }) => (
            <li key={name}>
              <AriaButton className={`${css.way} ${first ? css.primary : ''}`} onPress={act}>
                <Icon size={22} strokeWidth={1.6} aria-hidden />
                <span className={css.wayName}>{name}</span>
                <span className={text.small}>{hint}</span>
              </AriaButton>
            </li>
          ))}
        </ul>
        <div className={css.more}>
          <Button look="quiet" onPress={practise}>
            {t('practice.title')}
          </Button>
          <Button look="quiet" onPress={() => void openDialog('watch', { entry: null })}>
            {t('watched.onlyRemind')}
          </Button>
          <Button look="quiet" onPress={() => void openDialog('tour')}>
            {t('tour.offer')}
          </Button>
        </div>
        <p className={text.muted}>{t('list.pasteHint', { shortcut: shortcutText('V') })}</p>
      </section>
    </div>
  );
}

const { search: noSearch, filter: noFilter } = emptyQuery;

export function NoMatch() {
  const { t } = useText();
  const query = useCertificates((state) => state.query);
  const everywhere = useCertificates((state) => state.list?.found?.all ?? 0);
  const { search } = query;
  const narrowed = isNarrowed(query);
  const filtered = search !== '' || narrowed;
  const why = () => {
    if (search === '') return t('list.noMatchFilter');
    const named = { search: screenText(search) };
    return narrowed && everywhere > 0
      ? t('list.noMatchHere', { ...named, count: everywhere })
      : t('list.noMatchSearch', named);
  };
  return (
    <div className={css.empty}>
      <div className={css.message}>
        <h2>{filtered ? t('list.noMatchTitle') : t('list.onlyAuthoritiesTitle')}</h2>
        {!filtered && <p className={text.muted}>{t('list.onlyAuthorities')}</p>}
        {filtered && <p className={text.muted}>{why()}</p>}
        {search !== '' && narrowed && (
          <Button look="primary" onPress={() => void changeQuery({ filter: noFilter, tag: null, month: null })}>
            {t('list.searchAll')}
          </Button>
        )}
        {filtered ? (
          <Button onPress={() => void changeQuery({ search: noSearch, filter: noFilter, tag: null, month: null })}>
            {t('list.clearAll')}
          </Button>
        ) : (
          <Button look="primary" onPress={() => openImport()}>
            {t('list.import')}
          </Button>
        )}
      </div>
    </div>
  );
}
