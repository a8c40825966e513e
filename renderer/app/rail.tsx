// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  FileBadge,
  FilePlus2,
  Globe,
  History,
  type LucideIcon,
  ScanSearch,
  Settings,
  Usb,
} from 'lucide-react';
import { useEffect } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { backupToCheck } from '../../shared/domain/backup/backup-due.ts';
import { VaultFoot } from '../features/vault/vault-foot.tsx';
import { useText } from '../i18n/i18n.ts';
import { useNow } from '../lib/clock.ts';
import { narrowWindow, useMedia } from '../lib/use-media.ts';
import { refreshBackups, useBackups } from '../state/backups-store.ts';
import { goTo, type RoomName, roomNames, useRoute } from '../state/route-store.ts';
import hidden from '../ui/visually-hidden.module.css';
import css from './rail.module.css';

const roomIcons: Record<RoomName, LucideIcon> = {
  certificates: FileBadge,
  tokens: Usb,
  browsers: Globe,
  backup: Archive,
  enrolment: FilePlus2,
  find: ScanSearch,
  activity: History,
  settings: Settings,
};

export function Rail() {
  const { t } = useText();
  const current = useRoute((state) => state.room);
  const narrow = useMedia(narrowWindow);
  const attention = useBackupAttention();
  return (
    <div className={css.rail}>
      <header className={css.brand}>
        <span className={css.seal} aria-hidden>
          印
        </span>
        <span className={css.word}>{t('common.appName')}</span>
      </header>
      <nav aria-label={t('shell.rooms')}>
        <ul className={css.rooms}>
          {roomNames.map((room) => {
            const Icon = roomIcons[room];
            return (
              <li key={room}>
                {attention !== null && room === 'backup' && (
                  <span id="backup-attention" className={hidden.hidden}>
                    {attention}
                  </span>
                )}
                <TooltipTrigger isDisabled={!narrow} delay={300}>
                  <Button
                    className={css.room ?? ''}
                    onPress={() => goTo(room)}
                    {...(current === room && { 'aria-current': 'page' as const })}
                    {...(attention !== null && room === 'backup' && { 'aria-describedby': 'backup-attention' })}
                  >
                    <Icon size={18} strokeWidth={1.8} aria-hidden />
                    <span className={css.word}>{t(`shell.room.${room}`)}</span>
                    {attention !== null && room === 'backup' && <span className={css.badge} aria-hidden />}
                  </Button>
                  <Tooltip className={css.tip ?? ''} placement="right" offset={8}>
                    {t(`shell.room.${room}`)}
                  </Tooltip>
                </TooltipTrigger>
              </li>
            );
          })}
        </ul>
      </nav>
      <VaultFoot />
    </div>
  );
}

/** Let the certificate list load first. */
const afterMs = 1500;

/** B04, B10. Null: nothing. */
function useBackupAttention(): string | null {
  const { t } = useText();
  const overview = useBackups((state) => state.overview);
  const now = useNow();
  useEffect(() => {
    const timer = setTimeout(() => void refreshBackups(), afterMs);
    return () => clearTimeout(timer);
  }, []);
  if (overview === null) return null;
  const { withKey, current, outdated } = overview.counts;
  if (withKey > current + outdated) return t('backup.state.unsaved');
  if (outdated > 0) return t('backup.state.outdated');
  return backupToCheck(overview.backups, now) === null ? null : t('backup.state.due');
}
