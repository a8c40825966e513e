// SPDX-License-Identifier: Apache-2.0
import { allReasons, type DistributionPoint } from './distribution-point.ts';
import { joinNameKey } from '../names/name-key.ts';
import type { PathCertificate } from '../path-certificate.ts';
import type { PathCrl } from './path-crl.ts';

/** Adds the implicit distribution point for the issuer's own CRL (RFC 5280 §6.3.3). */
export function pointsOf(certificate: PathCertificate): DistributionPoint[] {
  const own = { names: [`directory:${certificate.issuerKey}`], crlIssuers: null, reasons: allReasons };
  return [...(certificate.distributionPoints ?? []), own];
}

/** Returns 0 if the CRL doesn't apply (RFC 5280 §6.3.3 b, d). */
export function applicableReasons(crl: PathCrl, point: DistributionPoint, certificate: PathCertificate): number {
  const { scope } = crl;
  if (!crl.usable) return 0;
  if (point.crlIssuers !== null) {
    if (scope?.indirect !== true) return 0;
    if (!point.crlIssuers.some((issuer) => joinNameKey(issuer) === crl.issuerKey)) return 0;
  } else if (crl.issuerKey !== certificate.issuerKey) return 0;
  if (scope === null) return point.reasons;
  const isCa = certificate.basicConstraints?.ca === true;
  if (scope.only === 'attribute' || (scope.only === 'user' && isCa) || (scope.only === 'ca' && !isCa)) return 0;
  if (scope.names !== null) {
    const wanted = point.names ?? point.crlIssuers?.map((issuer) => `directory:${joinNameKey(issuer)}`) ?? [];
    if (!scope.names.some((name) => wanted.includes(name))) return 0;
  }
  return point.reasons & scope.reasons;
}

export function isInForce({ thisUpdate, nextUpdate }: PathCrl, at: string): boolean {
  return thisUpdate <= at && (nextUpdate === null || at <= nextUpdate);
}

/** True if a certificate that isn't listed counts as good (RFC 5280 §5.1.2.5, §5.2.3). */
export function isComplete({ number, nextUpdate, baseNumber }: PathCrl): boolean {
  return number !== null && nextUpdate !== null && baseNumber === null;
}

export function isDeltaOf(delta: PathCrl, base: PathCrl): boolean {
  if (!delta.usable || delta.baseNumber === null || delta.number === null || base.number === null) return false;
  return (
    delta.issuerKey === base.issuerKey &&
    (delta.scope?.octets ?? null) === (base.scope?.octets ?? null) &&
    delta.authorityKeyId === base.authorityKeyId &&
    valueOf(delta.baseNumber) <= valueOf(base.number) &&
    valueOf(delta.number) >= valueOf(base.number)
  );
}

/** Sorts CRLs of one issuer and scope, newest first (RFC 5280 §5.2.3). */
export function byAge(a: PathCrl, b: PathCrl): number {
  const [x, y] = [valueOf(a.number ?? '0'), valueOf(b.number ?? '0')];
  if (x !== y) return x > y ? -1 : 1;
  return a.thisUpdate === b.thisUpdate ? 0 : a.thisUpdate > b.thisUpdate ? -1 : 1;
}

function valueOf(hex: string): bigint {
  return hex.startsWith('-') ? -1n : BigInt(`0x${hex}`);
}
