// SPDX-License-Identifier: Apache-2.0
import { Usb } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { statusOf } from '../../../../shared/domain/certificates/certificate-status.ts';
import type { InventoryRow } from '../../../../shared/schemas/store.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { loadTokenObjects, useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { Button } from '../../../ui/button.tsx';
import { LiveRegion } from '../../../ui/feedback/live-region.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { AdvancedPart } from './advanced-part.tsx';
import { DeviceFacts, EmptyKeyNotice } from './device-facts.tsx';
import css from './device.module.css';
import { inOrder, type KeyCertificate, withParts } from './devices.ts';
import { KeyCertificateCard } from './key-certificate-card.tsx';
import { LockButton } from '../pins/lock-button.tsx';
import { TokenNotices } from '../token-notices.tsx';
import { pinStateOf } from '../token-words.ts';
import page from '../tokens-page.module.css';
import { groupObjects } from '../objects/object-groups.ts';

export interface ConnectedDeviceProps {
  readonly token: Token;
  /** Certificates from the vault, shown before the token is read. */
  readonly known: readonly KeyCertificate[];
  readonly rows: readonly InventoryRow[];
}

export function ConnectedDevice({ token, known, rows }: ConnectedDeviceProps) {
  const { t } = useText();
  const { id, initialised, unlocked, managed, moduleId, serial, model } = token;
  const pin = initialised && token.loginRequired ? t(`tokens.pin.${pinStateOf(token)}`) : null;
  const [opened, setOpened] = useState<boolean | null>(null);
  // Which objects are visible depends on the PIN and the module.
  useEffect(() => {
    if (initialised) void loadTokenObjects(id, true);
  }, [id, initialised, unlocked, moduleId]);
  const shown = useTokenObjects((state) => (state.shown?.tokenId === id ? state.shown : null));
  const certificates = useCertificatesOf(id, shown?.objects ?? [], { known, rows }, shown?.complete === true);
  const toKeep = certificates.filter(({ inVault }) => !inVault).length;
  const isUnread = useTokenObjects((state) => state.error !== null);
  const isBare = isUnread || (shown?.complete === true && certificates.length === 0);
  const isEmpty = shown?.complete === true && shown.objects.length === 0 && known.length === 0;
  const facts = [serial === '' ? null : `${t('tokens.serial')} ${serial}`, model, t('tokens.where.connected'), pin];
  return (
    <section className={page.contents} aria-label={tokenName(t, token)}>
      <header className={css.head}>
        <span className={css.logo} aria-hidden>
          <Usb size={24} />
        </span>
        <div>
          <h2>{tokenName(t, token)}</h2>
          <p className={css.sub}>
            {facts
              .filter((fact) => fact !== null && fact !== '')
              .map((fact) => screenText(fact ?? ''))
              .join(' · ')}
          </p>
        </div>
        {unlocked && <LockButton token={token} />}
      </header>
      <LiveRegion
        text={[...(unlocked ? [t('tokens.unlocked')] : []), ...(managed ? [t('tokens.managed')] : [])].join(' · ')}
      />
      <TokenNotices token={token} />
      {certificates.map((certificate) => (
        <KeyCertificateCard key={certificate.sha256} certificate={certificate} />
      ))}
      {toKeep > 0 && (
        <Notice
          tone="off"
          actions={
            <Button size="small" onPress={() => void openDialog('tokens.take-in', { token })}>
              {t('tokens.bank.keep')}
            </Button>
          }
        >
          <p>{t('tokens.bank.keepAll', { count: toKeep })}</p>
        </Notice>
      )}
      {initialised && isEmpty && <EmptyKeyNotice token={token} />}
      {initialised && !isEmpty && <DeviceFacts token={token} certificates={certificates} />}
      <AdvancedPart token={token} isEmpty={isEmpty} isOpen={opened ?? (isBare || managed)} onToggle={setOpened} />
    </section>
  );
}

function isNotIn(read: readonly { readonly sha256: string }[]) {
  return ({ sha256 }: KeyCertificate) => read.every((each) => each.sha256 !== sha256);
}

function useCertificatesOf(
  tokenId: string,
  objects: Parameters<typeof groupObjects>[0],
  { known, rows }: Pick<ConnectedDeviceProps, 'known' | 'rows'>,
  isComplete: boolean,
): readonly KeyCertificate[] {
  return useMemo(() => {
    const read = groupObjects(objects).flatMap(({ certificate, privateKey }) => {
      const found = certificate?.certificate ?? null;
      if (found === null || found.isCa) return [];
      const inVault = known.find(({ sha256 }) => sha256 === found.sha256);
      const canSign = certificate?.algorithm === 'sm2' ? (privateKey?.key?.canSign ?? null) : null;
      if (inVault !== undefined) return [{ ...inVault, serial: found.serial, canSign }];
      const { notBefore, notAfter } = found;
      // `known` lacks certificates without a deadline, such as superseded ones.
      const row = rows.find(({ sha256 }) => sha256 === found.sha256);
      const status = row?.status ?? statusOf({ notBefore, notAfter, revoked: false, superseded: false }, new Date());
      const supersededBy = row?.supersededBy ?? null;
      const object = { tokenId, objectIds: certificate === null ? [] : [certificate.id] };
      const held = { keyInVault: found.inVault, store: null, object };
      return [{ ...found, ...held, place: null, part: null, loss: null, status, supersededBy, canSign }];
    });
    const unread = isComplete && read.length > 0 ? [] : known.filter(isNotIn(read));
    return inOrder([...withParts(read), ...unread]);
  }, [tokenId, objects, known, rows, isComplete]);
}
