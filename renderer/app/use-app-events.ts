// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect } from 'react';
import { onTick } from '../lib/clock.ts';
import { onEvent } from '../lib/ipc.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { isShortcut, isTextTarget } from '../lib/shortcuts.ts';
import { fileArrived } from '../state/arrival-toasts.ts';
import { runOnChosen } from '../state/certificate-actions.ts';
import { refreshByTime, refreshCertificates } from '../state/certificates-store.ts';
import { resumeGuide } from '../state/enrolment/guide-store.ts';
import { openImport } from '../state/imports-store.ts';
import { openHelpOfRoom, openShortcuts } from '../state/help-store.ts';
import { refreshOverview, refreshOverviewByTime, useOverview } from '../state/overview-store.ts';
import { goTo, roomNames } from '../state/route-store.ts';
import { followReminder } from '../state/enrolment/renewal.ts';
import { stopSelecting, useSelection } from '../state/selection-store.ts';
import { refreshSettings } from '../state/settings-store.ts';
import { clearSecrets } from '../state/vault/secrets-store.ts';
import { storesChanged } from '../state/stores/stores-store.ts';
import { toast } from '../state/toasts-store.ts';
import { tokensChanged } from '../state/tokens/tokens-store.ts';
import { refreshWebEnrolments } from '../state/enrolment/web-enrolments-store.ts';
import { vaultChanged } from '../state/vault/vault-changes.ts';
import { lockVault, refreshVault, showAutoLock } from '../state/vault/vault-store.ts';
import { enterRoom } from '../ui/enter-room.ts';

export function focusSearch(searchRef: RefObject<HTMLInputElement | null>): void {
  goTo('certificates');
  if (useSelection.getState().ids.size < 2) stopSelecting();
  // Wait a frame, because the search field may not be rendered yet.
  requestAnimationFrame(() => {
    searchRef.current?.focus();
    searchRef.current?.select();
  });
}

function isQuestion({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return /^[?？]$/.test(key) && !ctrlKey && !altKey && !metaKey && !isTextTarget(target);
}

export function useAppEvents(searchRef: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const search = () => focusSearch(searchRef);
    const stops = [
      onEvent('vault.changed', vaultChanged),
      onTick(refreshByTime),
      onTick(refreshOverviewByTime),
      onEvent('stores.changed', () => {
        storesChanged();
        void refreshCertificates();
        if (useOverview.getState().overview !== null) void refreshOverview();
      }),
      onEvent('tokens.changed', tokensChanged),
      onEvent('vault.autoLocked', ({ reason }) => {
        clearSecrets();
        showAutoLock(reason);
      }),
      onEvent('settings.changed', () => void refreshSettings().catch(() => undefined)),
      onEvent('imports.arrived', ({ files }) => openImport(files.map((file) => ({ kind: 'draft', ...file })))),
      onEvent('webEnrolments.changed', () => {
        void refreshWebEnrolments();
        void refreshOverview();
      }),
      onEvent('webEnrolments.arrived', fileArrived),
      onEvent('webEnrolments.open', ({ webEnrolmentId }) => void resumeGuide(webEnrolmentId)),
      onEvent('reminders.open', ({ room, sha256 }) => void followReminder(room, sha256)),
      onEvent('requests.arrived', ({ name }) => toast((say) => say('servers.arrived', { name: screenText(name) }))),
      onEvent('menu.chosen', ({ item }) => {
        if (item === 'import') openImport();
        if (item === 'search') search();
        if (item === 'settings') goTo('settings');
        // Show no error: the refreshed footer shows the vault's state.
        if (item === 'lock') void lockVault().catch(() => refreshVault());
      }),
    ];
    const keyDown = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"]') !== null) return;
      if (event.key === 'F1') {
        event.preventDefault();
        openHelpOfRoom();
        return;
      }
      if (isShortcut(event, '/') || isQuestion(event)) {
        event.preventDefault();
        openShortcuts();
        return;
      }
      if (isShortcut(event, 'o')) {
        event.preventDefault();
        openImport();
        return;
      }
      const action = isShortcut(event, 'b') ? 'backup' : isShortcut(event, 'e') ? 'export' : null;
      if (action !== null && !event.defaultPrevented && !isTextTarget(event.target)) {
        event.preventDefault();
        runOnChosen(action);
        return;
      }
      const room = roomNames.find((_name, index) => isShortcut(event, String(index + 1)));
      if (room === undefined && !isShortcut(event, 'k')) return;
      event.preventDefault();
      if (room === undefined) search();
      else {
        goTo(room);
        enterRoom(room);
      }
    };
    window.addEventListener('keydown', keyDown);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener('keydown', keyDown);
    };
  }, [searchRef]);
}
