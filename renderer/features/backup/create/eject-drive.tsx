// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

/** A drive left connected would be lost along with the computer. */
export function EjectDrive({ driveId }: { readonly driveId: string }) {
  const { t } = useText();
  const [out, setOut] = useState(false);
  const attempt = useAttempt();
  const eject = async () => setOut(await attempt.run(async () => void (await ipc('backups.eject', { driveId }))));
  if (out) {
    return (
      <Notice tone="ok" urgent>
        <p>{t('backup.done.ejected')}</p>
      </Notice>
    );
  }
  if (attempt.error?.code === 'not-available') {
    return (
      <Notice tone="off" urgent>
        <p>{t('backup.done.notEjectable')}</p>
        <p>{t('backup.done.ejectByHand')}</p>
      </Notice>
    );
  }
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Notice
        tone="off"
        actions={
          <Button onPress={() => void eject()} isDisabled={attempt.busy}>
            {t('backup.done.eject')}
          </Button>
        }
      >
        <p>{t('backup.done.takeOut')}</p>
      </Notice>
    </>
  );
}
