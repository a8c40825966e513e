// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { refreshBackups, useBackups } from '../../../state/backups-store.ts';
import { useStores } from '../../../state/stores/stores-store.ts';
import { useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { pinStateOf } from '../token-words.ts';
import css from './device.module.css';
import type { KeyCertificate } from './devices.ts';

interface DeviceFactsProps {
  readonly token: Token;
  readonly certificates: readonly KeyCertificate[];
}

/** PKCS#11 reports only flags for the remaining PIN tries (§3.2), so they're shown in words. SKF reports a number. */
export function DeviceFacts({ token, certificates }: DeviceFactsProps) {
  const { t } = useText();
  const browsers = useBrowsersOf(certificates[0]?.sha256 ?? null);
  const kept = certificates.filter(({ keyInVault }) => keyInVault).length;
  const isKept = kept > 0 && kept === certificates.length;
  const isExportable = useTokenObjects(
    ({ shown }) => shown?.tokenId === token.id && shown.objects.some(({ key }) => key?.exportable === true),
  );
  const held = useBackupsOn(token);
  const isUncounted = token.loginRequired && token.tries.user === null && ['ok', 'low'].includes(pinStateOf(token));
  const facts: readonly (readonly [string, string])[] = [
    [t('tokens.tries.title'), triesOf(token)],
    ...(isKept
      ? []
      : [
          [
            t(kept === 0 ? 'tokens.keyFact.title' : 'tokens.keyFact.others'),
            t(isExportable ? 'tokens.keyFact.exportable' : 'tokens.keyFact.sealed'),
          ] as const,
        ]),
    ...(kept > 0
      ? []
      : [[t('tokens.lostFact.title'), t(token.managed ? 'tokens.lostFact.own' : 'tokens.lostFact.bank')] as const]),
    ...(browsers === '' ? [] : [[t('tokens.browserFact'), browsers] as const]),
    ...(held === 0 ? [] : [[t('tokens.backupFact.title'), t('tokens.backupFact.held', { count: held })] as const]),
  ];
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {name === t('tokens.tries.title') && isUncounted && !token.managed && (
            <dd className={css.sub}>{t('tokens.tries.unsure')}</dd>
          )}
        </div>
      ))}
    </dl>
  );

  function triesOf(shown: Token): string {
    if (!shown.loginRequired) return t('tokens.tries.noPin');
    const state = pinStateOf(shown);
    const left = shown.tries.user;
    if (left !== null && state !== 'locked' && state !== 'final') return t('tokens.tries.left', { count: left });
    if (shown.wrongPins > 0 && state !== 'locked' && state !== 'final') {
      return t('tokens.tries.wrong', { count: shown.wrongPins });
    }
    return t(`tokens.tries.${state}`);
  }
}

function useBrowsersOf(sha256: string | null): string {
  const { t } = useText();
  const revision = useStores((state) => state.revision);
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    setNames([]);
    if (sha256 === null) return undefined;
    ipc('stores.places', { sha256 }).then(
      ({ places }) => {
        const found = places.filter(({ storeKind }) => storeKind !== 'token').map(({ storeName }) => storeName);
        if (current) setNames(found);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return names.map(screenText).join(t('common.listSeparator'));
}

/** Number of this vault's backups on the token. */
export function useBackupsOn({ id, serial }: Token): number {
  const backups = useBackups((state) => state.overview?.backups);
  useEffect(() => void refreshBackups(), []);
  const places = [`token:${serial}`, `token:${id.slice(0, 16)}`];
  return (backups ?? []).filter(
    ({ kind, place, problem }) => kind === 'token' && places.includes(place) && problem === null,
  ).length;
}

export function EmptyKeyNotice({ token }: { readonly token: Token }) {
  const { t } = useText();
  const count = useBackupsOn(token);
  return (
    <Notice tone="off">
      {count > 0 && <p>{t('tokens.empty.backups', { count })}</p>}
      <p>{t(token.managed ? 'tokens.empty.own' : 'tokens.empty.unmanaged')}</p>
    </Notice>
  );
}
