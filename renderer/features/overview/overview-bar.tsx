// SPDX-License-Identifier: Apache-2.0
import { Plus, Search } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { shortcutText } from '../../lib/shortcuts.ts';
import { today } from '../../lib/text/dates.ts';
import { openImport } from '../../state/imports-store.ts';
import { Button } from '../../ui/button.tsx';
import { RoomBar } from '../../ui/room-bar.tsx';
import css from './search-button.module.css';

export interface OverviewBarProps {
  readonly isEmpty: boolean;
  readonly onSearch: () => void;
}

export function OverviewBar({ isEmpty, onSearch }: OverviewBarProps) {
  const { t, language } = useText();
  const now = useNow();
  return (
    <RoomBar title={t('shell.room.overview')} {...(!isEmpty && { sub: today(now, language) })}>
      {!isEmpty && (
        <>
          <AriaButton className={css.search ?? ''} onPress={onSearch} aria-keyshortcuts="Control+K Meta+K">
            <Search size={16} aria-hidden />
            <span className={css.word}>{t('list.search')}</span>
            <kbd aria-hidden>{shortcutText('K')}</kbd>
          </AriaButton>
          <Button look="primary" onPress={() => openImport()}>
            <Plus size={16} aria-hidden />
            {t('overview.import')}
          </Button>
        </>
      )}
    </RoomBar>
  );
}
