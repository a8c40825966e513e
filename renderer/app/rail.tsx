// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  CircleQuestionMark,
  FileBadge,
  Globe,
  House,
  History,
  type LucideIcon,
  RefreshCw,
  ScanSearch,
  Settings,
  Usb,
} from 'lucide-react';
import { useEffect } from 'react';
import { Button, type PressEvent, Tooltip, TooltipTrigger } from 'react-aria-components';
import { backupToCheck } from '../../shared/domain/backup/backup-due.ts';
import { VaultFoot } from '../features/vault/vault-foot.tsx';
import { useText } from '../i18n/i18n.ts';
import { useNow } from '../lib/clock.ts';
import { useIconRail } from '../state/text-size.ts';
import { refreshBackups, useBackups } from '../state/backups-store.ts';
import { useOverview } from '../state/overview-store.ts';
import { useKeyTasks, useLoadedKeyRows } from '../state/tokens/key-tasks.ts';
import { openHelp } from '../state/help-store.ts';
import { goTo, type RoomName, roomNames, useRoute } from '../state/route-store.ts';
import { enterRoom } from '../ui/enter-room.ts';
import hidden from '../ui/visually-hidden.module.css';
import css from './rail.module.css';

const roomIcons: Record<RoomName, LucideIcon> = {
  overview: House,
  certificates: FileBadge,
  tokens: Usb,
  browsers: Globe,
  backup: Archive,
  enrolment: RefreshCw,
  find: ScanSearch,
  activity: History,
  settings: Settings,
  help: CircleQuestionMark,
};

export function Rail() {
  const { t } = useText();
  // Load the rows here, because every page shows their badge.
  useLoadedKeyRows();
  const badges: Partial<Record<RoomName, Badge | null>> = { overview: useTasks(), backup: useBackupAttention() };
  return (
    <div className={css.rail} data-region>
      <header className={css.brand}>
        <span className={css.seal} aria-hidden>
          印
        </span>
        <span className={css.word}>{t('common.appName')}</span>
      </header>
      <nav className={css.nav} aria-label={t('shell.rooms')}>
        <ul className={css.rooms}>
          {roomNames.map((room, index) => (
            <li key={room}>
              <RoomButton
                room={room}
                keys={`Control+${index + 1} Meta+${index + 1}`}
                badge={badges[room] ?? null}
                onPress={({ pointerType }) => {
                  goTo(room);
                  // With a pointer, the focus stays on the button.
                  if (pointerType === 'keyboard' || pointerType === 'virtual') enterRoom(room);
                }}
              />
            </li>
          ))}
        </ul>
        <div className={css.help}>
          <RoomButton room="help" keys="F1" badge={null} onPress={() => openHelp(null)} />
        </div>
      </nav>
      <VaultFoot />
    </div>
  );
}

interface RoomButtonProps {
  readonly room: RoomName;
  readonly keys: string;
  readonly badge: Badge | null;
  readonly onPress: (event: PressEvent) => void;
}

function RoomButton({ room, keys, badge, onPress }: RoomButtonProps) {
  const { t } = useText();
  const current = useRoute((state) => state.room);
  const narrow = useIconRail();
  const Icon = roomIcons[room];
  const badgeId = `badge-${room}`;
  return (
    <>
      {badge !== null && (
        <span id={badgeId} className={hidden.hidden}>
          {badge.text}
        </span>
      )}
      <TooltipTrigger isDisabled={!narrow} delay={300}>
        <Button
          className={css.room ?? ''}
          onPress={onPress}
          data-room={room}
          aria-keyshortcuts={keys}
          {...(current === room && { 'aria-current': 'page' as const })}
          {...(badge !== null && { 'aria-describedby': badgeId })}
        >
          <Icon size={18} strokeWidth={1.75} aria-hidden />
          <span className={css.word}>{t(`shell.room.${room}`)}</span>
          {badge !== null && (
            <span className={css.badge} aria-hidden>
              {badge.count}
            </span>
          )}
        </Button>
        <Tooltip className={css.tip ?? ''} placement="right" offset={8}>
          {t(`shell.room.${room}`)}
        </Tooltip>
      </TooltipTrigger>
    </>
  );
}

interface Badge {
  readonly count: number;
  readonly text: string;
}

function useTasks(): Badge | null {
  const { t } = useText();
  const count = useOverview((state) => state.overview?.tasks.length ?? 0) + useKeyTasks().length;
  return count === 0 ? null : { count, text: t('overview.badge', { count }) };
}

/** Delay that lets the certificate list load first. */
const afterMs = 1500;

function useBackupAttention(): Badge | null {
  const { t } = useText();
  const overview = useBackups((state) => state.overview);
  const now = useNow();
  useEffect(() => {
    const timer = setTimeout(() => void refreshBackups(), afterMs);
    return () => clearTimeout(timer);
  }, []);
  if (overview === null) return null;
  const { withKey, current, outdated } = overview.counts;
  const count = withKey - current;
  if (withKey > current + outdated) return { count, text: t('backup.state.unsaved') };
  if (outdated > 0) return { count, text: t('backup.state.outdated') };
  return backupToCheck(overview.backups, now) === null ? null : { count: 1, text: t('backup.state.due') };
}
