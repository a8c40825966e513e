// SPDX-License-Identifier: Apache-2.0
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { VaultFoot } from '../features/vault/vault-foot.tsx';
import { useText } from '../i18n/i18n.ts';
import { narrowWindow, useMedia } from '../lib/use-media.ts';
import { goTo, roomNames, useRoute } from '../state/route-store.ts';
import css from './rail.module.css';
import { roomIcons } from './room-icons.ts';
import { useBackupAttention } from './use-backup-attention.ts';

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
                  <span id="backup-attention" className={css.badgeWord}>
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
