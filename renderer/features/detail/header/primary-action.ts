// SPDX-License-Identifier: Apache-2.0
import { needsReplacement } from '../../../../shared/domain/certificates/needs-replacement.ts';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { CertificateDetail, CertificateStatus } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { isKeyOnToken } from '../../../state/enrolment/renewal.ts';

export type PrimaryAction = 'replace' | 'renew' | 'howToRenew' | 'install' | 'backup' | 'openBank';

export interface ActionFacts {
  readonly detail: CertificateDetail;
  readonly status: CertificateStatus;
  readonly renewal: RenewalFacts | null;
  readonly isInstalled: boolean | null;
  readonly hasBank: boolean;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * The first match wins. `secondary` is a renewal by protocol or else the bank's site. Without a protocol, no label
 * claims to renew.
 */
export function actionsFor(facts: ActionFacts): {
  readonly primary: PrimaryAction | null;
  readonly secondary: PrimaryAction | null;
} {
  const { detail, isInstalled } = facts;
  const renewing = wayOfRenewing(facts);
  const bank = signsIn(facts) ? 'openBank' : null;
  if (renewing !== null && isDue(facts)) return { primary: renewing, secondary: bank };
  const secondary = renewing === 'renew' || renewing === 'replace' ? renewing : null;
  if (isInstalled === false && detail.hasPrivateKey && !detail.isCa && detail.loss === null)
    return { primary: 'install', secondary };
  if (detail.backup === 'none' || detail.backup === 'outdated')
    return { primary: 'backup', secondary: secondary ?? bank };
  return { primary: bank, secondary };
}

/** True if the key is available and the certificate is currently valid. */
function signsIn({ detail, status, hasBank }: ActionFacts): boolean {
  const hasKey = detail.hasPrivateKey || detail.keyOnToken !== null;
  return hasBank && hasKey && detail.loss === null && (status === 'valid' || status === 'expiring');
}

function wayOfRenewing({ detail, status, renewal }: ActionFacts): PrimaryAction | null {
  if (detail.isCa || status === 'superseded' || status === 'revoked' || status === 'not-yet-valid') return null;
  // The replacement may already be here.
  if (needsReplacement(detail)) return detail.loss?.replaced === true ? null : 'replace';
  if (renewal === null) return null;
  if (!isServerProtocol(renewal.protocol)) return 'howToRenew';
  // A code authenticates this renewal, so the old certificate may have expired.
  if (isKeyOnToken(detail)) return 'renew';
  return detail.hasPrivateKey && status !== 'expired' ? 'renew' : 'howToRenew';
}

function isDue({ detail, status, renewal, now }: ActionFacts): boolean {
  if (status === 'expired' || status === 'expiring' || needsReplacement(detail)) return true;
  return renewal !== null && isServerProtocol(renewal.protocol) && now >= Date.parse(renewal.from);
}
