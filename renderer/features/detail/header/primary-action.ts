// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../../shared/domain/certificates/for-browsers.ts';
import { needsReplacement } from '../../../../shared/domain/certificates/needs-replacement.ts';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { CertificateDetail, CertificateStatus } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { isBackupOptional, isKeyBack } from '../../../lib/text/loss-steps.ts';
import { isKeyOnToken } from '../../../state/enrolment/renewal.ts';

export type PrimaryAction =
  | 'successor'
  | 'apply'
  | 'replace'
  | 'renew'
  | 'howToRenew'
  | 'install'
  | 'backup'
  | 'openBank';

export interface ActionFacts {
  readonly detail: CertificateDetail;
  readonly status: CertificateStatus;
  /** Null while loading, like `isInstalled` and `hasBank`. */
  readonly renewal: RenewalFacts | null;
  readonly isInstalled: boolean | null;
  readonly hasBank: boolean | null;
  /** ms since the epoch. */
  readonly now: number;
}

interface Actions {
  readonly primary: PrimaryAction | 'checking' | null;
  readonly secondary: PrimaryAction | null;
}

/** `secondary` offers renewal or the bank's site. */
export function actionsFor(facts: ActionFacts): Actions {
  const { detail, status, renewal, isInstalled, hasBank } = facts;
  const { isCa, hasPrivateKey, loss, supersededBy } = detail;
  const atOnce = (primary: PrimaryAction | null): Actions => ({ primary, secondary: null });
  if (supersededBy !== null || status === 'superseded') return atOnce(supersededBy === null ? null : 'successor');
  if (isCa && !hasPrivateKey) return atOnce(null);
  if (status === 'revoked') return atOnce(isCa || loss?.replaced === true ? null : 'apply');
  const renewing = wayOfRenewing(facts);
  if (isKeyBack(detail)) return { primary: null, secondary: isDue(facts) && renewing === 'renew' ? renewing : null };
  if (renewing === 'replace') return atOnce('replace');
  if (status === 'expired' && renewing === 'howToRenew' && (renewal !== null || !isKeyOnToken(detail)))
    return atOnce('howToRenew');
  const due = isDue(facts) ? renewing : null;
  const isBankKnown = hasBank !== null || !signsIn(facts);
  if (renewal !== null && isBankKnown && (isInstalled !== null || due !== null || !isInstallable(facts)))
    return choose(facts, renewing);
  // Without a key, almost nothing can be offered later, so no room is kept.
  return { primary: due ?? (hasKey(detail) ? 'checking' : null), secondary: null };
}

function isInstallable({ detail, status }: ActionFacts): boolean {
  return detail.hasPrivateKey && isForBrowsers(detail) && detail.loss === null && status !== 'expired';
}

function choose(facts: ActionFacts, renewing: PrimaryAction | null): Actions {
  const { detail, isInstalled } = facts;
  const bank = facts.hasBank === true && signsIn(facts) ? 'openBank' : null;
  if (renewing !== null && isDue(facts)) return { primary: renewing, secondary: bank };
  const secondary = renewing === 'renew' ? renewing : null;
  if (isInstalled === false && isInstallable(facts)) return { primary: 'install', secondary };
  if ((detail.backup === 'none' || detail.backup === 'outdated') && !isBackupOptional(detail))
    return { primary: 'backup', secondary: secondary ?? bank };
  return { primary: bank, secondary: renewing === 'howToRenew' && hasKey(detail) ? renewing : secondary };
}

function hasKey({ hasPrivateKey, keyOnToken }: CertificateDetail): boolean {
  return hasPrivateKey || keyOnToken !== null;
}

function signsIn({ detail, status }: ActionFacts): boolean {
  return hasKey(detail) && detail.loss === null && (status === 'valid' || status === 'expiring');
}

function wayOfRenewing({ detail, status, renewal }: ActionFacts): PrimaryAction | null {
  if (detail.isCa || status === 'not-yet-valid') return null;
  if (needsReplacement(detail)) return detail.loss?.replaced === true ? null : 'replace';
  if (renewal === null) return status === 'valid' ? null : 'howToRenew';
  if (!isServerProtocol(renewal.protocol)) return 'howToRenew';
  // A code authenticates this renewal, so the old certificate may have expired.
  if (isKeyOnToken(detail)) return 'renew';
  return detail.hasPrivateKey && status !== 'expired' ? 'renew' : 'howToRenew';
}

function isDue({ detail, status, renewal, now }: ActionFacts): boolean {
  if (status === 'expired' || status === 'expiring' || needsReplacement(detail)) return true;
  return renewal !== null && isServerProtocol(renewal.protocol) && now >= Date.parse(renewal.from);
}
