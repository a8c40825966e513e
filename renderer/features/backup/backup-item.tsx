// SPDX-License-Identifier: Apache-2.0
import { Ellipsis } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ListedBackup } from '../../../shared/schemas/vault/backup.ts';
import { useText } from '../../i18n/i18n.ts';
import { backupLook } from '../../lib/text/backup-look.ts';
import { dayAndTime, exactTime } from '../../lib/text/dates.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { refreshBackups, startRestore, startVerification } from '../../state/backups-store.ts';
import { type Say, toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { PathText } from '../../ui/host-text.tsx';
import menu from '../../ui/menu/menu.module.css';
import words from '../../ui/text.module.css';
import css from './backup-page.module.css';
import { contentsOf, namesIn, opensBy, usePlaceOf } from '../../state/vault/backup-words.ts';

const forgotten: Say = (say) => say('backup.row.forgotten');

export function BackupItem({ backup }: { readonly backup: ListedBackup }) {
  const text = useText();
  const { t, language } = text;
  const attempt = useAttempt();
  const placeOf = usePlaceOf();
  const made = exactTime(backup.createdAt, language);
  const look = backupLook(text, backup.problem);
  const names = namesIn(text, backup);
  const named = (action: string) => t('backup.row.named', { action, time: made });
  const forget = async () => {
    if (await attempt.run(async () => void (await ipc('backups.forget', { id: backup.id })))) toast(forgotten);
    await refreshBackups();
  };
  return (
    <li className={css.item} data-backup={backup.id}>
      <div className={css.cell}>
        <b className={css.time}>{dayAndTime(backup.createdAt, language)}</b>
        {names !== null && <span className={css.place}>{names}</span>}
      </div>
      <div className={css.cell}>
        <span className={css.place} title={placeOf(backup)}>
          <PathText path={placeOf(backup)} />
        </span>
      </div>
      <div className={css.cell}>
        <span className={css.marks}>
          <Pill tone={look.tone}>{look.word}</Pill>
          {backup.problem === null && backup.isOutdated && <Pill tone="warn">{t('list.backup.outdated')}</Pill>}
        </span>
        <span className={words.muted}>{t('backup.row.checked', { time: dayAndTime(backup.lookedAt, language) })}</span>
      </div>
      <div className={css.acts}>
        <Button
          look="quiet"
          size="small"
          aria-label={named(t('backup.row.verify'))}
          onPress={() => startVerification(backup)}
        >
          {t('backup.row.verify')}
        </Button>
        <Button
          look="quiet"
          size="small"
          aria-label={named(t('backup.row.restore'))}
          onPress={() => startRestore(backup)}
        >
          {t('backup.row.restore')}
        </Button>
        <MenuTrigger>
          <Button look="quiet" size="icon" aria-label={named(t('detail.more'))} isDisabled={attempt.busy}>
            <Ellipsis size={18} aria-hidden />
          </Button>
          <Popover className={menu.popover ?? ''} placement="bottom end">
            <Menu className={menu.menu ?? ''}>
              <MenuItem
                className={menu.item ?? ''}
                aria-label={named(t('backup.row.forget'))}
                onAction={() => void forget()}
              >
                {t('backup.row.forget')}
              </MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      </div>
      <div className={`${css.wide} ${words.muted} ${words.parts}`}>
        {[...contentsOf(text, backup), screenText(backup.fileName), opensBy(text, backup)].map((part) => (
          <span key={part} className={css.place}>
            {part}
          </span>
        ))}
      </div>
      {attempt.error !== null && (
        <div className={css.wide}>
          <ErrorNotice key={attempt.number} error={attempt.error} />
        </div>
      )}
    </li>
  );
}
