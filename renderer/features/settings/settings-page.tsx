// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { toAppError } from '../../lib/ipc.ts';
import { changeSettings, useSettings } from '../../state/settings-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import { RoomBar } from '../../ui/room-bar.tsx';
import room from '../../ui/room.module.css';
import text from '../../ui/text.module.css';
import { AuthoritiesPane } from '../trust/authorities-pane.tsx';
import { AboutSection } from './about-section.tsx';
import { DisplaySection } from './display-section.tsx';
import { RemindersSection } from './reminders-section.tsx';
import { SectionList } from './section-list.tsx';
import { SecuritySection } from './security-section.tsx';
import { type SectionId, Setting, SettingsSearch, SettingsSection } from './setting.tsx';
import css from './settings-page.module.css';
import { useSections } from './use-sections.ts';

export function SettingsPage() {
  const { t } = useText();
  const { settings, info } = useSettings();
  const vault = useVault((state) => state.status);
  const [error, setError] = useState<AppError | null>(null);
  const [search, setSearch] = useState('');
  const [found, setFound] = useState(1);
  const scroll = useRef<HTMLDivElement>(null);
  const { current, choose, enter, area } = useSections(scroll);
  useLayoutEffect(
    () => setFound(scroll.current?.querySelectorAll('[data-setting]').length ?? 0),
    [search, settings, vault],
  );
  if (settings === null || info === null) return null;
  const change = (values: CallInput<'settings.change'>) => {
    setError(null);
    changeSettings(values).catch((thrown: unknown) => setError(toAppError(thrown)));
  };
  // Only the macOS keychain depends on `useUnverified`.
  const hasUnverified = info.platform.startsWith('darwin') || settings.useUnverified;
  const sections: readonly { readonly id: SectionId; readonly title: string }[] = [
    { id: 'display', title: t('settings.appearance') },
    ...(vault === null ? [] : [{ id: 'security' as const, title: t('security.title') }]),
    { id: 'reminders', title: t('reminders.title') },
    { id: 'trust', title: t('trust.title') },
    ...(hasUnverified ? [{ id: 'unverified' as const, title: t('settings.unverified') }] : []),
    { id: 'about', title: t('settings.about') },
  ];
  const isSearching = search !== '';
  return (
    <div className={room.room}>
      <RoomBar title={t('settings.title')}>
        <div className={css.search}>
          <SearchInput
            label={t('settings.search')}
            hint={t('settings.search')}
            searched={search}
            onSearch={setSearch}
          />
        </div>
      </RoomBar>
      <div className={css.body}>
        <SectionList sections={sections} current={current} onChoose={choose} onEnter={enter} />
        <div className={css.scroll} ref={scroll} {...area} data-region>
          {error !== null && <ErrorNotice error={error} />}
          <SettingsSearch value={search.toLowerCase().split(/\s+/).filter(Boolean)}>
            <div className={`${css.columns} ${isSearching ? css.searching : ''}`}>
              <DisplaySection settings={settings} onChange={change} />
              {vault !== null && <SecuritySection settings={settings} vault={vault} onChange={change} />}
              <RemindersSection host={info.host} platform={info.platform} settings={settings} onChange={change} />
              <SettingsSection id="trust" title={t('trust.title')}>
                <Setting words={[t('trust.title'), t('trust.lead')]}>
                  <AuthoritiesPane />
                </Setting>
              </SettingsSection>
              {hasUnverified && (
                <SettingsSection id="unverified" title={t('settings.unverified')}>
                  <Setting words={[t('settings.unverified'), t('settings.unverifiedWhy'), t('settings.useUnverified')]}>
                    <p className={text.muted}>{t('settings.unverifiedWhy')}</p>
                    <Checkbox
                      isSelected={settings.useUnverified}
                      onChange={(useUnverified) => change({ useUnverified })}
                    >
                      {t('settings.useUnverified')}
                    </Checkbox>
                  </Setting>
                </SettingsSection>
              )}
              <AboutSection info={info} />
            </div>
          </SettingsSearch>
          {isSearching && found === 0 && (
            <div className={css.none}>
              <p>{t('settings.noMatch')}</p>
              <Button onPress={() => setSearch('')}>{t('settings.showAll')}</Button>
            </div>
          )}
          <LiveRegion text={isSearching ? t('settings.found', { count: found }) : ''} />
        </div>
      </div>
    </div>
  );
}
