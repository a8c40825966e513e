// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { RemindersOf } from '../../../shared/schemas/certificates/reminder.ts';
import { ipc } from '../../lib/ipc.ts';
import { useSettings } from '../settings-store.ts';
import { useVault } from '../vault/vault-store.ts';

export function useReminders(about: string): RemindersOf | null {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const settings = useSettings((state) => state.settings?.reminders);
  const [reminders, setReminders] = useState<RemindersOf | null>(null);
  useEffect(() => {
    let current = true;
    ipc('reminders.of', { about }).then(
      (answer) => current && setReminders(answer),
      () => current && setReminders(null),
    );
    return () => {
      current = false;
    };
  }, [about, revision, settings]);
  return reminders?.about === about ? reminders : null;
}
