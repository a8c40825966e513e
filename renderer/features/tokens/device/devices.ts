// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus, CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import type { LossKind } from '../../../../shared/schemas/certificates/loss.ts';
import type { InventoryRow } from '../../../../shared/schemas/store.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { placeOfToken } from '../../../../shared/domain/backup/backup-place-kinds.ts';
import { lossShown } from '../../../lib/text/loss-steps.ts';
import { awayPrefix } from '../../../state/tokens/tokens-store.ts';
import type { KnownOnKeys } from '../../../state/tokens/use-known-on-keys.ts';

export interface KeyCertificate {
  readonly sha256: string;
  readonly subject: string;
  readonly issuer: string;
  readonly displayName: string;
  readonly issuerName: string;
  /** Lower-case hex. Null for the second certificate of a pair until it is read. */
  readonly serial: string | null;
  readonly part: 'signing' | 'encryption' | null;
  readonly place: string | null;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly status: CertificateStatus;
  readonly supersededBy: string | null;
  readonly inVault: boolean;
  readonly keyInVault: boolean;
  readonly loss: LossKind | null;
  /** Null if the certificate is in the vault or was read from a token. */
  readonly store: { readonly storeId: string; readonly storeName: string } | null;
  readonly object: { readonly tokenId: string; readonly objectIds: readonly string[] } | null;
}

/**
 * `away`: known from the vault but not connected. `store`: the driver works only through the system's store, so the
 * device is never read or written.
 */
export type Device =
  | {
      readonly kind: 'connected';
      readonly id: string;
      readonly token: Token;
      readonly known: readonly KeyCertificate[];
      readonly rows: readonly InventoryRow[];
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
    if (keyOnToken.serial === '') {
      for (const each of keyCertificates(certificate)) add(byProvider, keyOnToken.label, each);
    } else add(bySerial, keyOnToken.serial, certificate);
  }
  for (const row of inStores) {
    const placement = row.places.find(({ hardware, storeKind }) => hardware !== null && storeKind === 'windows');
    const onToken = row.places.some(({ storeKind }) => storeKind === 'token');
    if (row.inVault || row.isCa || onToken || placement === undefined) continue;
    const { storeId, storeName } = placement;
    const store = { storeId, storeName };
    add(byProvider, placement.hardware ?? '', {
      ...row,
      part: null,
      loss: null,
      place: null,
      inVault: false,
      keyInVault: false,
      store,
      object: null,
    });
  }
  const connected = tokens.map((token): Device => {
    const known = (bySerial.get(token.serial) ?? []).flatMap(keyCertificates);
    bySerial.delete(token.serial);
    const place = placeOfToken({ serial: token.serial, tokenId: token.id });
    const rows = inStores.filter(({ isCa, places }) => !isCa && places.some(({ storeId }) => storeId === place));
    return { kind: 'connected', id: token.id, token, known, rows };
  });
  const stores = Array.from(byProvider, ([name, known]): Device => {
    return { kind: 'store', id: `store ${name}`, name, serial: '', known };
  });
  const away = Array.from(bySerial, ([serial, certificates]): Device => {
    const name = certificates[0]?.keyOnToken?.label || serial;
    return { kind: 'away', id: `${awayPrefix}${serial}`, name, serial, known: certificates.flatMap(keyCertificates) };
  });
  return [...connected, ...stores, ...away];
}

function keyCertificates(certificate: CertificateSummary): readonly KeyCertificate[] {
  const { sha256, subject, issuer, displayName, issuerName, place, notBefore, notAfter, status, pair, loss } =
    certificate;
  const { supersededBy, serial } = certificate;
  const names = { subject, issuer, displayName, issuerName, place, supersededBy };
  const held = { inVault: true, keyInVault: certificate.hasPrivateKey, store: null, object: null };
  const shown = loss?.replaced === true ? null : lossShown(certificate, status);
  if (pair === null)
    return [{ ...names, ...held, sha256, serial, notBefore, notAfter, status, part: null, loss: shown }];
  return (['signing', 'encryption'] as const).map((part) => {
    const { hasKey: _hasKey, backup: _backup, ...own } = pair[part];
    return { ...names, ...held, ...own, serial: own.sha256 === sha256 ? serial : null, part, loss: shown };
  });
}

/** Labels signing and encryption certificates outside the vault, by `canSign`. */
export function withParts(read: readonly (KeyCertificate & { readonly canSign: boolean | null })[]): KeyCertificate[] {
  return read.map(({ canSign, ...each }) => {
    const partner =
      canSign === null || each.inVault
        ? null
        : partnerOf(
            each,
            read.filter((other) => other.canSign === !canSign),
          );
    if (partner === null) return each;
    const { object } = each;
    const objectIds = [...(object?.objectIds ?? []), ...(partner.object?.objectIds ?? [])];
    return {
      ...each,
      part: canSign === true ? 'signing' : 'encryption',
      object: object === null ? null : { ...object, objectIds },
    };
  });
}

/** Compares expiries, because a USB key can hold an old and a new pair. */
function partnerOf<T extends KeyCertificate>(one: KeyCertificate, others: readonly T[]): T | null {
  const apart = ({ notAfter }: T) => Math.abs(Date.parse(notAfter) - Date.parse(one.notAfter));
  const same = others.filter(({ displayName, issuer }) => displayName === one.displayName && issuer === one.issuer);
  return same.toSorted((a, b) => apart(a) - apart(b))[0] ?? null;
}

/** Sorts by expiry, but keeps pairs together. */
export function inOrder(certificates: readonly KeyCertificate[]): readonly KeyCertificate[] {
  const until = (one: KeyCertificate) => {
    const others = certificates.filter(({ part }) => part !== null && part !== one.part);
    const partner = one.part === null ? null : partnerOf(one, others);
    return partner !== null && partner.notAfter < one.notAfter ? partner.notAfter : one.notAfter;
  };
  return certificates.toSorted(
    (a, b) => until(a).localeCompare(until(b)) || (b.part ?? '').localeCompare(a.part ?? ''),
  );
}
