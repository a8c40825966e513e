// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import type { LeftReminders } from '../../../shared/schemas/certificates/reminder.ts';
import { ipc, onEvent } from '../../lib/ipc.ts';
import { useSettings } from '../settings-store.ts';
import { useVault } from '../vault/vault-store.ts';

/** Due reminders the desktop couldn't show. Null while loading or on failure. */
export function useLeftReminders(): {
  readonly left: LeftReminders | null;
  seen(about: readonly string[] | null): Promise<void>;
} {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const settings = useSettings((state) => state.settings?.reminders);
  const [left, setLeft] = useState<LeftReminders | null>(null);
  const [refreshes, setRefreshes] = useState(0);
  useEffect(() => onEvent('reminders.left', () => setRefreshes((count) => count + 1)), []);
  useEffect(() => {
    let current = true;
    ipc('reminders.left', {}).then(
      (answer) => current && setLeft(answer),
      () => current && setLeft(null),
    );
    return () => {
      current = false;
    };
  }, [revision, settings, refreshes]);
  const seen = useCallback(async (about: readonly string[] | null) => {
    await ipc('reminders.seen', { about: about && [...about] });
    setRefreshes((count) => count + 1);
  }, []);
  return { left, seen };
}
