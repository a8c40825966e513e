// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { InspectedCertificate } from '../../../shared/schemas/certificates/inspection.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';

/** Files with more usually contain other people's certificates. */
const maxOffered = 20;

/** A certificate's missing key may be on a token. */
export function WatchOffer({ certificates }: { readonly certificates: readonly InspectedCertificate[] }) {
  const { t } = useText();
  const [without, setWithout] = useState<readonly string[]>([]);
  const [done, setDone] = useState(false);
  const attempt = useAttempt();

  useEffect(() => {
    let current = true;
    void withoutKey(certificates).then(
      (found) => current && setWithout(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [certificates]);

  if (done) {
    return (
      <Notice tone="ok" urgent>
        <p>{t('watched.offerDone')}</p>
      </Notice>
    );
  }
  if (without.length === 0) return null;
  const watch = async () => {
    const through = await attempt.run(async () => {
      for (const sha256 of without) await ipc('watched.addCertificate', { sha256 });
    });
    if (through) setDone(true);
  };
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Notice
        tone="off"
        title={t('watched.offerTitle')}
        actions={
          <Button onPress={() => void watch()} isDisabled={attempt.busy}>
            {t('watched.offerAction')}
          </Button>
        }
      >
        <p>{t('watched.offerText')}</p>
      </Notice>
    </>
  );
}

async function withoutKey(certificates: readonly InspectedCertificate[]): Promise<string[]> {
  const own = certificates.filter(({ isCa, hasPrivateKey }) => !isCa && !hasPrivateKey);
  if (own.length > maxOffered) return [];
  const details = await Promise.all(own.map(async ({ sha256 }) => ipc('certificates.detail', { sha256 })));
  return details.filter((each) => !each.hasPrivateKey && !each.watched).map(({ sha256 }) => sha256);
}
