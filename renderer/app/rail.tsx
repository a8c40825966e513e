import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import { VaultFoot } from '../features/vault/vault-foot.tsx';
import { useText } from '../i18n/i18n.ts';
import { narrowWindow, useMedia } from '../lib/use-media.ts';
import { goTo, roomNames, useRoute } from '../state/route-store.ts';
import css from './rail.module.css';
import { roomIcons } from './room-icons.ts';

/** The rooms of the app. In a narrow window only icons are seen; their names stay for screen readers and tips. */
export function Rail() {
  const { t } = useText();
  const current = useRoute((state) => state.room);
  const narrow = useMedia(narrowWindow);
  return (
    <div className={css.rail}>
      <div className={css.brand}>
        <span className={css.seal} aria-hidden>
          印
        </span>
        <span className={css.word}>{t('common.appName')}</span>
      </div>
      <nav aria-label={t('shell.rooms')}>
        <ul className={css.rooms}>
          {roomNames.map((room) => {
            const Icon = roomIcons[room];
            return (
              <li key={room}>
                <TooltipTrigger isDisabled={!narrow} delay={300}>
                  <Button
                    className={css.room ?? ''}
                    onPress={() => goTo(room)}
                    {...(current === room && { 'aria-current': 'page' as const })}
                  >
                    <Icon size={18} strokeWidth={1.8} aria-hidden />
                    <span className={css.word}>{t(`shell.room.${room}`)}</span>
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
