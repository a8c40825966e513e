// SPDX-License-Identifier: Apache-2.0
import { memo, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useWatched } from '../../state/reminders/watched-store.ts';
import { Button } from '../../ui/button.tsx';
import { WatchDialog } from '../watched/watch-dialog.tsx';

/** For a certificate that isn't here (D04). */
export const WatchLink = memo(function WatchLink() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  // The reminders section has its own link.
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
