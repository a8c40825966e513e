// SPDX-License-Identifier: Apache-2.0
import { pathReasonTexts } from '../../../../shared/i18n/path-reasons.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RevocationCheck } from '../../../../shared/schemas/trust/revocation.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { recentTime, shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { isHeld, useLastCheck } from '../use-last-check.ts';
import { type CheckAction, CheckLine } from './check-line.tsx';

/** Omitted for a root, which has no issuer to revoke it. */
export function RevocationLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { sha256, subject, issuer } = detail;
  const last = useLastCheck(sha256);
  if (subject === issuer) return null;
  if (detail.status === 'expired') {
    return <CheckLine tone="none" title={t('detail.revocationOver')} when={t('status.expired')} />;
  }
  if ((last ?? null) === null && isUnconfirmed(detail)) return null;
  return <CheckLine {...lineOf(last ?? null, detail, { t, language })} actions={[checkOf(t, detail)]} />;
}

export function isUnconfirmed({ loss, status }: CertificateDetail): boolean {
  if (loss === null || status === 'revoked' || status === 'expired') return false;
  return loss.done.includes('notified') && !loss.done.includes('confirmed');
}

export function checkOf(t: Text['t'], { sha256, subject, displayName: name, loss }: CertificateDetail): CheckAction {
  return {
    name: t('revocation.check'),
    label: t('revocation.checkOf'),
    run: () => void openDialog('revocation.check', { sha256, subject, name, isReported: loss !== null }),
  };
}

function lineOf(check: RevocationCheck | null, { displayName: name, loss }: CertificateDetail, { t, language }: Text) {
  if (check === null) {
    const needs = t(loss === null ? 'detail.needsInternet' : 'detail.onlyOnline');
    return { tone: 'off', title: t('revocation.line.none'), when: needs } as const;
  }
  const time = recentTime(check.checkedAt, language, t('time.today'));
  const when = t('detail.askedIssuer', { time });
  if (check.status === 'good') return { tone: 'ok', title: t('revocation.line.good'), when } as const;
  if (check.status === 'unknown') return { tone: 'warn', title: t('revocation.line.unknown'), when } as const;
  const reason = pathReasonTexts[language].revocationReasons[check.reason ?? ''] ?? check.reason ?? '';
  const since = shortDate(check.revokedAt ?? check.checkedAt, language);
  if (isHeld(check)) {
    return { tone: 'bad', title: t('revocation.heldAt', { name: screenText(name), date: since }), when } as const;
  }
  return { tone: 'bad', title: t('revocation.line.revoked', { date: since, reason }), when } as const;
}
