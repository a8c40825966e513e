// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus, CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { awayPrefix } from '../../../state/tokens/tokens-store.ts';
import type { KnownOnKeys } from '../../../state/tokens/use-known-on-keys.ts';

export interface KeyCertificate {
  readonly sha256: string;
  readonly displayName: string;
  readonly issuerName: string;
  readonly place: string | null;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly status: CertificateStatus;
  readonly inVault: boolean;
  readonly keyInVault: boolean;
  /** The store that lists the certificate. Null without one or if the vault has the certificate. */
  readonly store: { readonly storeId: string; readonly storeName: string } | null;
  readonly object: { readonly tokenId: string; readonly objectId: string } | null;
}

/**
 * `away`: known from the vault but not connected. `store`: its driver works only through the system's store, so it is
 * never read or written.
 */
export type Device =
  | {
      readonly kind: 'connected';
      readonly id: string;
      readonly token: Token;
      readonly known: readonly KeyCertificate[];
    }
  | {
      readonly kind: 'away' | 'store';
      readonly id: string;
      readonly name: string;
      readonly serial: string;
      readonly known: readonly KeyCertificate[];
    };

export function devicesOf(tokens: readonly Token[], { inVault, inStores }: KnownOnKeys): readonly Device[] {
  const bySerial = new Map<string, CertificateSummary[]>();
  const byProvider = new Map<string, KeyCertificate[]>();
  const add = <T>(map: Map<string, T[]>, key: string, one: T) => map.set(key, [...(map.get(key) ?? []), one]);
  for (const certificate of inVault) {
    const { keyOnToken } = certificate;
    if (keyOnToken === null) continue;
    if (keyOnToken.serial === '') add(byProvider, keyOnToken.label, keyCertificate(certificate));
    else add(bySerial, keyOnToken.serial, certificate);
  }
  for (const row of inStores) {
    const placement = row.places.find(({ hardware, storeKind }) => hardware !== null && storeKind === 'windows');
    const onToken = row.places.some(({ storeKind }) => storeKind === 'token');
    if (row.inVault || row.isCa || onToken || placement === undefined) continue;
    const { storeId, storeName } = placement;
    const store = { storeId, storeName };
    add(byProvider, placement.hardware ?? '', {
      ...row,
      place: null,
      inVault: false,
      keyInVault: false,
      store,
      object: null,
    });
  }
  const connected = tokens.map((token): Device => {
    const known = (bySerial.get(token.serial) ?? []).map(keyCertificate);
    bySerial.delete(token.serial);
    return { kind: 'connected', id: token.id, token, known };
  });
  const stores = Array.from(byProvider, ([name, known]): Device => {
    return { kind: 'store', id: `store ${name}`, name, serial: '', known };
  });
  const away = Array.from(bySerial, ([serial, certificates]): Device => {
    const name = certificates[0]?.keyOnToken?.label || serial;
    return { kind: 'away', id: `${awayPrefix}${serial}`, name, serial, known: certificates.map(keyCertificate) };
  });
  return [...connected, ...stores, ...away];
}

function keyCertificate(certificate: CertificateSummary): KeyCertificate {
  const { sha256, displayName, issuerName, place, notBefore, notAfter, status } = certificate;
  const shown = { sha256, displayName, issuerName, place, notBefore, notAfter, status };
  return { ...shown, inVault: true, keyInVault: certificate.hasPrivateKey, store: null, object: null };
}
