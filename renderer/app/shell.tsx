// SPDX-License-Identifier: Apache-2.0
import { FileDown } from 'lucide-react';
import { useRef } from 'react';
import { ActivityPage } from '../features/activity/activity-page.tsx';
import { BackupPage } from '../features/backup/backup-page.tsx';
import { BrowsersPage } from '../features/browsers/browsers-page.tsx';
import { CertificatesPage } from '../features/certificates/certificates-page.tsx';
import { EnrolmentPage } from '../features/enrolment/enrolment-page.tsx';
import { FindPage } from '../features/find/find-page.tsx';
import { HelpPage } from '../features/help/help-page.tsx';
import { NoticesPane } from '../features/notices/notices-pane.tsx';
import { OverviewPage } from '../features/overview/overview-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { TokensPage } from '../features/tokens/tokens-page.tsx';
import { useText } from '../i18n/i18n.ts';
import { useRoute } from '../state/route-store.ts';
import { useVault } from '../state/vault/vault-store.ts';
import { ErrorNotice } from '../ui/feedback/notice.tsx';
import { Toasts } from '../ui/feedback/toasts.tsx';
import { focusWithRing } from '../ui/enter-room.ts';
import { BelowBar } from '../ui/room-bar.tsx';
import { Dialogs } from './dialogs.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Rail } from './rail.tsx';
import css from './shell.module.css';
import { useActivityReport } from './use-activity-report.ts';
import { focusSearch, useAppEvents } from './use-app-events.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useRegionKeys } from './use-region-keys.ts';
import { useRoomFocus } from './use-room-focus.ts';

const notices = <NoticesPane />;
const noticesBesideTasks = <NoticesPane tasksShown />;

export function Shell() {
  const { t } = useText();
  const room = useRoute((state) => state.room);
  const vaultError = useVault((state) => state.error);
  const searchRef = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const { dragging } = useFileDrop();
  useAppEvents(searchRef);
  useActivityReport();
  useRegionKeys();
  useRoomFocus(main, room);
  return (
    <>
      <button type="button" className={css.skip} onClick={() => focusWithRing(main.current)}>
        {t('shell.skip')}
      </button>
      <div className={css.shell}>
        <Rail />
        <main className={css.main} ref={main} tabIndex={-1} aria-label={t(`shell.room.${room}`)} data-region>
          {vaultError !== null && <ErrorNotice error={vaultError} />}
          <div className={css.room}>
            <ErrorBoundary key={room}>
              <BelowBar value={room === 'overview' ? noticesBesideTasks : notices}>
                {room === 'overview' && <OverviewPage onSearch={() => focusSearch(searchRef)} />}
                {room === 'certificates' && <CertificatesPage searchRef={searchRef} />}
                {room === 'settings' && <SettingsPage />}
                {room === 'activity' && <ActivityPage />}
                {room === 'browsers' && <BrowsersPage />}
                {room === 'find' && <FindPage />}
                {room === 'tokens' && <TokensPage />}
                {room === 'backup' && <BackupPage />}
                {room === 'enrolment' && <EnrolmentPage />}
                {room === 'help' && <HelpPage />}
              </BelowBar>
            </ErrorBoundary>
          </div>
        </main>
      </div>
      <Dialogs />
      {dragging && (
        <div className={css.drop} aria-hidden>
          <FileDown size={40} strokeWidth={1.5} />
          <b>{t('shell.dropTitle')}</b>
          <span>{t('shell.dropHint')}</span>
        </div>
      )}
      <Toasts />
    </>
  );
}
