// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';

/** For a key on a token: stops reporting it missing (D04). */
export function StartWatching({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  return (
    <Act name={t('detail.watchOnly')} action={async () => void (await ipc('watched.addCertificate', { sha256 }))} />
  );
}

export function StopWatching({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  const stop = async () => {
    const { entries } = await ipc('watched.list', {});
    const entry = entries.find((each) => each.sha256 === sha256);
    if (entry !== undefined) await ipc('watched.remove', { id: entry.id });
  };
  return <Act name={t('detail.watchStop')} action={stop} />;
}

function Act({ name, action }: { readonly name: string; readonly action: () => Promise<void> }) {
  const attempt = useAttempt();
  return (
    <>
      <Button look="quiet" size="small" isDisabled={attempt.busy} onPress={() => void attempt.run(action)}>
        {name}
      </Button>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
    </>
  );
}
