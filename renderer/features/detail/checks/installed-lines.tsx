// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Placement } from '../../../../shared/schemas/store.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { clockTime } from '../../../lib/text/dates.ts';
import { placementTone, proofText, strongestProof } from '../../../lib/text/placement-text.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openImport } from '../../../state/imports-store.ts';
import { storesChanged, useStores } from '../../../state/stores/stores-store.ts';
import { startInstall, startKeyTest, startRemoval } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckLine } from './check-line.tsx';
import { type Places, usePlaces } from '../use-places.ts';

export function InstalledLines({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { places, error } = usePlaces(detail.sha256);
  if (error !== null) {
    return (
      <CheckLine tone="off" text={t('detail.installed')}>
        {t('detail.installedUnread')}{' '}
        <Button look="quiet" size="small" onPress={storesChanged}>
          {t('common.retry')}
        </Button>
      </CheckLine>
    );
  }
  if (places === null) {
    return (
      <CheckLine tone="off" text={t('detail.installed')}>
        {t('detail.installedChecking')}
      </CheckLine>
    );
  }
  return (
    <>
      {places.places.map((placement) => (
        <PlacementLine key={placement.storeId} detail={detail} placement={placement} />
      ))}
      {places.places.length === 0 && !detail.isCa && (
        <CheckLine tone="off" text={t('detail.installedNowhere')}>
          {t('browsers.checkedAt', { time: clockTime(places.readAt, language) })}
        </CheckLine>
      )}
      {places.namesakes.map((namesake) => (
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
  const { storeId, storeName, hasKey, hardware } = placement;
  const name = screenText(storeName);
  const proof = strongestProof(placement.proofs);
  const installKey = () => startInstall([{ sha256, displayName }], storeId);
  const test = () => startKeyTest({ sha256, displayName, storeId, storeName });
  const keyless = hasPrivateKey ? 'browsers.act.installKey' : 'browsers.act.importKey';
  return (
    <CheckLine tone={placementTone(placement)} text={placementTitle(text, placement)}>
      {hardware !== null && screenText(hardware)}
      {hardware === null && hasKey === false && (
        <Button
          look="quiet"
          size="small"
          aria-label={`${t(keyless)} ${name}`}
          onPress={hasPrivateKey ? installKey : () => openImport()}
        >
          {t(keyless)}
        </Button>
      )}
      {hardware === null && hasKey !== false && (
        <>
          {proofText(text, proof)}{' '}
          {(proof === null || proof.kind === 'present' || !proof.passed) && (
            <Button look="quiet" size="small" aria-label={`${t('browsers.act.test')} ${name}`} onPress={test}>
              {t('browsers.act.test')}
            </Button>
          )}
        </>
      )}
    </CheckLine>
  );
}

/** Renewal trap: a browser keeps offering the old certificate of the same name. */
function NamesakeLine({ namesake }: { readonly namesake: Places['namesakes'][number] }) {
  const { t } = useText();
  const stores = useStores((state) => state.stores) ?? [];
  const { sha256, displayName, storeIds } = namesake;
  const candidates = storeIds.map((storeId) => {
    const storeName = stores.find(({ id }) => id === storeId)?.name ?? storeId;
    return { sha256, displayName, storeId, storeName };
  });
  const place = candidates.map(({ storeName }) => screenText(storeName)).join(t('common.listSeparator'));
  const stale = namesake.status === 'expired' || namesake.status === 'superseded';
  return (
    <CheckLine tone={stale ? 'warn' : 'off'} text={t(stale ? 'detail.namesakeStale' : 'detail.namesake', { place })}>
      <Button
        look="quiet"
        size="small"
        aria-label={`${t('browsers.act.remove')} ${t('detail.namesake', { place })}`}
        onPress={() => startRemoval(candidates)}
      >
        {t('browsers.act.remove')}
      </Button>
    </CheckLine>
  );
}
