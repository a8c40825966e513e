// SPDX-License-Identifier: Apache-2.0
import { Usb } from 'lucide-react';
import { isUnsafe } from '../../../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateDetail, KeyOnToken } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Placement } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { recentTime } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openImport } from '../../../state/imports-store.ts';
import { startKeyTest, startTakeIn } from '../../../state/stores/store-dialogs.ts';
import { goTo } from '../../../state/route-store.ts';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import type { Places } from '../../../state/stores/use-places.ts';
import { CheckLine } from './check-line.tsx';

export interface KeyLineProps {
  readonly detail: CertificateDetail;
  readonly places: Places | null;
}

export function KeyLine({ detail, places }: KeyLineProps) {
  const { t, language } = useText();
  const { sha256, displayName, hasPrivateKey, keyOnToken, watched, isCa } = detail;
  const testAgain = ({ storeId, storeName }: Placement) => ({
    name: t('browsers.act.test'),
    label: `${t('browsers.act.test')} ${screenText(storeName)}`,
    run: () => startKeyTest({ sha256, displayName, storeId, storeName }),
  });
  const signed = (places?.places ?? [])
    .flatMap((placement) => placement.proofs.map((proof) => ({ ...proof, placement })))
    .filter(({ kind, passed }) => kind !== 'present' && passed)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (hasPrivateKey) {
    const isKnown = detail.keyMadeBy === 'authority';
    const isUntested = signed === undefined;
    // Don't call old certificates untested: removing them from a store deletes their test results.
    const isOver = isUnsafe(detail.loss) || ['superseded', 'expired', 'revoked'].includes(detail.status);
    const tested = isUntested
      ? isOver
        ? undefined
        : t('detail.keyUntested')
      : t('detail.keyTested', { time: recentTime(signed.at, language, t('time.today')) });
    return (
      <CheckLine
        tone={isKnown ? 'warn' : !isUntested ? 'ok' : isOver ? 'none' : 'off'}
        title={t(isKnown ? 'detail.keyKnown' : isUntested ? 'detail.keyOk' : 'detail.keyWorks')}
        when={tested}
        {...(signed !== undefined && !isOver && { actions: [testAgain(signed.placement)] })}
      />
    );
  }
  // Also false if the token hasn't been read.
  const isConnected = places?.places.some(({ storeKind }) => storeKind === 'token') === true;
  if (keyOnToken !== null) return <TokenKeyLine detail={detail} keyOnToken={keyOnToken} isConnected={isConnected} />;
  if (watched) return <WatchedKeyLine sha256={sha256} title={t('detail.keyWatched')} />;
  if (isCa) return <CheckLine tone="none" title={t('detail.keyNone')} />;
  const outside = places?.places.find(({ hasKey }) => hasKey === true);
  if (outside === undefined) return <MissingKeyLine sha256={sha256} />;
  const { storeId, storeName, hardware } = outside;
  const takeIn = () => startTakeIn({ placed: { sha256, displayName, storeId, storeName }, hardware: false });
  return (
    <CheckLine
      tone="warn"
      title={t('detail.keyOutside', { name: screenText(storeName) })}
      {...(hardware === null && { actions: [{ name: t('browsers.act.takeIn'), run: takeIn }] })}
    />
  );
}

interface TokenKeyLineProps {
  readonly detail: CertificateDetail;
  readonly keyOnToken: KeyOnToken;
  readonly isConnected: boolean;
}

function TokenKeyLine({ detail, keyOnToken, isConnected }: TokenKeyLineProps) {
  const { t } = useText();
  const { serial, label, seen } = keyOnToken;
  const isByProvider = serial === '';
  const title = t(isByProvider ? 'detail.keyByProvider' : 'detail.keyOnToken', { name: screenText(label) });
  const when = isByProvider
    ? t('detail.keyBehindProvider')
    : t(isConnected ? 'detail.keyConnected' : seen ? 'detail.keyOnTokenSeen' : 'detail.keyOnTokenUnseen', {
        serial: screenText(serial),
      });
  if (detail.watched) return <WatchedKeyLine sha256={detail.sha256} title={title} when={when} />;
  return (
    <CheckLine
      tone={seen || isConnected ? 'ok' : 'off'}
      Icon={Usb}
      title={title}
      when={when}
      {...(!isByProvider && { actions: [{ name: t('detail.openToken'), run: () => goTo('tokens') }] })}
    />
  );
}

/** Stopping the watch also removes the reminders. */
function WatchedKeyLine({
  sha256,
  title,
  when,
}: {
  readonly sha256: string;
  readonly title: string;
  readonly when?: string;
}) {
  const { t } = useText();
  const attempt = useAttempt();
  const stop = () =>
    void attempt.run(async () => {
      const { entries } = await ipc('watched.list', {});
      const entry = entries.find((each) => each.sha256 === sha256);
      if (entry !== undefined) await ipc('watched.remove', { id: entry.id });
    });
  return (
    <>
      <CheckLine
        tone="off"
        title={title}
        when={when}
        actions={[{ name: t('detail.watchStop'), run: stop, isDisabled: attempt.busy }]}
      />
      {attempt.error !== null && (
        <li>
          <ErrorNotice key={attempt.number} error={attempt.error} />
        </li>
      )}
    </>
  );
}

/** The key may be on a token no library detects. A watched certificate is no longer reported as lacking its key. */
function MissingKeyLine({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  const attempt = useAttempt();
  const watch = () => void attempt.run(async () => void (await ipc('watched.addCertificate', { sha256 })));
  return (
    <>
      <CheckLine
        tone="bad"
        title={t('detail.keyMissing')}
        when={t('detail.keyMissingWhy')}
        actions={[
          { name: t('detail.keyAction'), run: () => openImport() },
          { name: t('detail.watchOnly'), run: watch, isDisabled: attempt.busy },
        ]}
      />
      {attempt.error !== null && (
        <li>
          <ErrorNotice key={attempt.number} error={attempt.error} />
        </li>
      )}
    </>
  );
}
