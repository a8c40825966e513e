// SPDX-License-Identifier: Apache-2.0
import { memo, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useWatched } from '../../state/reminders/watched-store.ts';
import { Button } from '../../ui/button.tsx';
import { WatchDialog } from '../watched/watch-dialog.tsx';

/** A quiet way to a reminder of what has no certificate here (D04). */
export const WatchLink = memo(function WatchLink() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  // The section of reminders has its own.
  const listed = useWatched(({ entries }) => entries?.some(({ sha256 }) => sha256 === null) ?? false);
  if (listed && !open) return null;
  return (
    <>
      <Button look="quiet" size="small" onPress={() => setOpen(true)}>
        {t('watched.add')}
      </Button>
      {open && <WatchDialog entry={null} onClose={() => setOpen(false)} />}
    </>
  );
});
