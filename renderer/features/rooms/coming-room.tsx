import type { LucideIcon } from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { goTo, type RoomName } from '../../state/route-store.ts';
import { Button } from '../../ui/button.tsx';
import page from '../../ui/page.module.css';
import { Pill } from '../../ui/pill.tsx';
import css from './coming-room.module.css';

const comingRooms = ['enrolment'] as const satisfies readonly RoomName[];
type ComingRoomName = (typeof comingRooms)[number];

export function isComing(room: RoomName): room is ComingRoomName {
  return (comingRooms as readonly RoomName[]).includes(room);
}

/** A room that this version does not have yet: says so, and what it will be. */
export function ComingRoom({ room, Icon }: { readonly room: ComingRoomName; readonly Icon: LucideIcon }) {
  const { t } = useText();
  return (
    <div className={page.page}>
      <div className={css.center}>
        <span className={css.icon}>
          <Icon size={28} strokeWidth={1.6} aria-hidden />
        </span>
        <div className={css.head}>
          <h1 className={page.title}>{t(`shell.room.${room}`)}</h1>
          <Pill tone="off">{t('common.notYet')}</Pill>
        </div>
        <p>{t(`rooms.${room}.lead`)}</p>
        <div>
          <p className={page.muted}>{t('rooms.intro')}</p>
          <ul className={css.points}>
            {t(`rooms.${room}.points`)
              .split(/[；;]\s*/)
              .map((point) => (
                <li key={point}>{point}</li>
              ))}
          </ul>
        </div>
        <Button onPress={() => goTo('certificates')}>{t('rooms.backToCertificates')}</Button>
      </div>
    </div>
  );
}
