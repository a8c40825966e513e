// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../../shared/domain/certificates/for-browsers.ts';
import { isUnsafe } from '../../../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Placement } from '../../../../shared/schemas/store.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { isInstallMissing, isOver } from '../../../lib/text/check-rules.ts';
import { clockTime, shortDate } from '../../../lib/text/dates.ts';
import { placementTone, proofText, strongestProof } from '../../../lib/text/placement-text.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openImport } from '../../../state/imports-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { storesChanged, useStores } from '../../../state/stores/stores-store.ts';
import { startInstall, startKeyTest, startRemoval } from '../../../state/stores/store-dialogs.ts';
import type { Places, PlacesState } from '../../../state/stores/use-places.ts';
import { CheckLine, type CheckLineProps } from './check-line.tsx';

export interface InstalledLinesProps {
  readonly detail: CertificateDetail;
  readonly state: PlacesState;
}

export function InstalledLines({ detail, state: { places, error } }: InstalledLinesProps) {
  const { t, language } = useText();
  if (error !== null) {
    return (
      <CheckLine
        tone="off"
        title={t('detail.installed')}
        when={t('detail.installedUnread')}
        actions={[{ name: t('common.retry'), run: storesChanged }]}
      />
    );
  }
  if (places === null)
    return <CheckLine tone="off" title={t('detail.installed')} when={t('detail.installedChecking')} />;
  const { sha256, displayName, isCa, algorithm, keyOnToken } = detail;
  const isPast = isOver(detail);
  const isToInstall = isInstallMissing(detail, places.places);
  const time = clockTime(places.readAt, language);
  return (
    <>
      {places.places.map((placement) => (
        <PlacementLine key={placement.storeId} detail={detail} placement={placement} />
      ))}
      {places.places.length === 0 && !isCa && algorithm === 'sm2' && (
        <CheckLine tone="none" title={t('detail.sm2NotInBrowser')} when={t('detail.sm2NotInBrowserHint')} />
      )}
      {places.places.length === 0 && isForBrowsers(detail) && (
        <CheckLine
          tone={isToInstall ? 'warn' : keyOnToken === null || isPast ? 'none' : 'off'}
          title={t('detail.installedNowhere')}
          when={isToInstall ? t('detail.installedNowhereWhy') : t('browsers.checkedAt', { time })}
          {...(isToInstall && {
            actions: [{ name: t('browsers.act.install'), run: () => startInstall([{ sha256, displayName }]) }],
          })}
        />
      )}
      {places.namesakes
        .filter((namesake) => !isPast || isOver(namesake))
        .map((namesake) => (
          <NamesakeLine key={namesake.sha256} namesake={namesake} />
        ))}
    </>
  );
}

function placementTitle({ t }: Text, { storeName, storeKind, hasKey, hardware }: Placement): string {
  const place = screenText(storeName);
  if (storeKind === 'token') return t('browsers.onToken', { place });
  if (hardware !== null) return t('browsers.onHardware', { place });
  if (hasKey === false) return t('browsers.keyMissingIn', { place });
  return hasKey === null ? t('browsers.unknownKeyIn', { place }) : t('browsers.installedIn', { place });
}

interface PlacementLineProps {
  readonly detail: CertificateDetail;
  readonly placement: Placement;
}

function PlacementLine({ detail, placement }: PlacementLineProps) {
  const { t, language } = useText();
  const text = { t, language };
  const { sha256, displayName, hasPrivateKey } = detail;
  const { storeId, storeName, storeKind, hasKey, hardware } = placement;
  const name = screenText(storeName);
  const proof = strongestProof(placement.proofs);
  const placed = { sha256, displayName, storeId, storeName };
  const title = placementTitle(text, placement);
  if (storeKind !== 'token' && isOver(detail) && hasKey === true) {
    const remove = { name: t('browsers.act.remove'), label: `${t('browsers.act.remove')} ${name}` };
    return (
      <CheckLine
        tone="warn"
        title={t('detail.stillInstalled', { place: name })}
        when={t('detail.stillInstalledWhy')}
        actions={[{ ...remove, run: () => startRemoval([placed]) }]}
      />
    );
  }
  if (hardware !== null) return <CheckLine tone={placementTone(placement)} title={title} when={screenText(hardware)} />;
  const act = (
    key: 'installKey' | 'importKey' | 'test' | 'manage',
    run: () => void,
  ): Pick<CheckLineProps, 'actions'> => ({
    actions: [{ name: t(`browsers.act.${key}`), label: `${t(`browsers.act.${key}`)} ${name}`, run }],
  });
  if (hasKey === false) {
    if (isOver(detail)) return <CheckLine tone="none" title={title} />;
    const keyless = hasPrivateKey
      ? act('installKey', () => startInstall([{ sha256, displayName }], storeId))
      : act('importKey', () => openImport());
    return <CheckLine tone={placementTone(placement)} title={title} {...keyless} />;
  }
  const isProven = proof !== null && proof.kind !== 'present' && proof.passed;
  return (
    <CheckLine
      tone={placementTone(placement)}
      title={title}
      when={proofText(text, proof)}
      {...(isProven
        ? act('manage', () => goTo(storeKind === 'token' ? 'tokens' : 'browsers'))
        : !isUnsafe(detail.loss) && act('test', () => startKeyTest(placed)))}
    />
  );
}

/** Browsers keep offering the old certificate of the same name after a renewal. */
function NamesakeLine({ namesake }: { readonly namesake: Places['namesakes'][number] }) {
  const { t, language } = useText();
  const stores = useStores((state) => state.stores) ?? [];
  const { sha256, displayName, storeIds } = namesake;
  const date = shortDate(namesake.notAfter, language);
  const candidates = storeIds.map((storeId) => {
    const storeName = stores.find(({ id }) => id === storeId)?.name ?? storeId;
    return { sha256, displayName, storeId, storeName };
  });
  const place = candidates.map(({ storeName }) => screenText(storeName)).join(t('common.listSeparator'));
  const isStale = isOver(namesake);
  return (
    <CheckLine
      tone={isStale ? 'warn' : 'off'}
      title={t(isStale ? 'detail.namesakeStale' : 'detail.namesake', { place })}
      when={t('detail.validTo', { date })}
      actions={[
        {
          name: t('browsers.act.remove'),
          label: `${t('browsers.act.remove')} ${t('detail.namesake', { place })}`,
          run: () => startRemoval(candidates),
        },
      ]}
    />
  );
}
