// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import type { LeftReminders } from '../../../shared/schemas/reminder.ts';
import { ipc, onEvent } from '../../lib/ipc.ts';
import { useSettings } from '../settings-store.ts';
import { useVault } from '../vault/vault-store.ts';

/**
 * What is due and no notice on the desktop says (R02), asked again whenever main tells of it, or the vault or the settings
 * change. Where it is not to be had it stays unsaid: the list tells of the same ends.
 */
export function useLeftReminders(): { readonly left: LeftReminders | null; seen(about: string | null): Promise<void> } {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const settings = useSettings((state) => state.settings?.reminders);
  const [left, setLeft] = useState<LeftReminders | null>(null);
  const [told, setTold] = useState(0);
  useEffect(() => onEvent('reminders.left', () => setTold((count) => count + 1)), []);
  useEffect(() => {
    let current = true;
    ipc('reminders.left', {}).then(
      (answer) => current && setLeft(answer),
      () => current && setLeft(null),
    );
    return () => {
      current = false;
    };
  }, [revision, settings, told]);
  const seen = useCallback(async (about: string | null) => {
    await ipc('reminders.seen', { about });
    setTold((count) => count + 1);
  }, []);
  return { left, seen };
}
