// SPDX-License-Identifier: Apache-2.0
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { memo, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { Button } from '../../ui/button.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { useClosedNotices } from './closed-notices.ts';
import css from './notices-pane.module.css';
import { useReminderNotice } from './use-reminder-notice.ts';
import { useVaultNotices } from './use-vault-notices.ts';

export interface NoticesPaneProps {
  /** The page already shows the recovery code and reminders as tasks. */
  readonly tasksShown?: boolean;
}

const tasks: ReadonlySet<string> = new Set(['recovery', 'reminder']);

export const NoticesPane = memo(function NoticesPane({ tasksShown = false }: NoticesPaneProps) {
  const { t } = useText();
  const now = useNow();
  const [chosen, setChosen] = useState(0);
  const closed = useClosedNotices((state) => state.until);
  const { first, later } = useVaultNotices();
  const reminder = useReminderNotice();
  const notices = [...first, ...(reminder === null ? [] : [reminder]), ...later].filter(
    ({ id }) => (closed.get(id) ?? 0) <= now && !(tasksShown && tasks.has(id)),
  );
  const at = Math.min(chosen, notices.length - 1);
  const notice = notices[at];
  if (notice === undefined) return null;
  const { Icon, title, text, action, close, isBad = false } = notice;
  const turn = (step: number) => setChosen((at + step + notices.length) % notices.length);
  return (
    <section className={`${css.line} ${isBad ? css.bad : ''}`} aria-label={title}>
      <Icon size={18} aria-hidden />
      <p className={css.what} title={`${title} ${text}`}>
        <b>{title}</b> {text}
      </p>
      <Toolbar label={title}>
        {action !== undefined && (
          <Button size="small" onPress={action.run}>
            {action.name}
          </Button>
        )}
        <span className={css.pager}>
          {notices.length > 1 && (
            <>
              <Button look="quiet" size="icon" aria-label={t('notices.previous')} onPress={() => turn(-1)}>
                <ChevronLeft size={16} aria-hidden />
              </Button>
              <span>
                {at + 1} / {notices.length}
              </span>
              <Button look="quiet" size="icon" aria-label={t('notices.next')} onPress={() => turn(1)}>
                <ChevronRight size={16} aria-hidden />
              </Button>
            </>
          )}
          {close !== undefined && (
            <Button look="quiet" size="icon" aria-label={close.name} onPress={close.run}>
              <X size={16} aria-hidden />
            </Button>
          )}
        </span>
      </Toolbar>
    </section>
  );
});
