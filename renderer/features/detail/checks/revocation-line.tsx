// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { pathReasonTexts } from '../../../../shared/i18n/path-reasons.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RevocationCheck } from '../../../../shared/schemas/trust/revocation.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { recentTime, shortDate } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { CheckLine } from './check-line.tsx';

/** Omitted for a root, which has no issuer to revoke it. */
export function RevocationLine({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const { sha256, subject, issuer, displayName } = detail;
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [last, setLast] = useState<{ readonly of: string; readonly check: RevocationCheck | null } | null>(null);
  useEffect(() => {
    let current = true;
    ipc('revocation.last', { sha256 }).then(
      ({ check }) => current && setLast({ of: sha256, check }),
      () => current && setLast(null),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  if (subject === issuer) return null;
  if (detail.status === 'expired') {
    return <CheckLine tone="none" title={t('detail.revocationOver')} when={t('status.expired')} />;
  }
  const line = lineOf(last?.of === sha256 ? last.check : null, { t, language });
  return (
    <CheckLine
      {...line}
      actions={[
        {
          name: t('revocation.check'),
          label: t('revocation.checkOf'),
          run: () => void openDialog('revocation.check', { sha256, subject, name: displayName }),
        },
      ]}
    />
  );
}

function lineOf(check: RevocationCheck | null, { t, language }: Text) {
  if (check === null)
    return { tone: 'off', title: t('revocation.line.none'), when: t('detail.needsInternet') } as const;
  const time = recentTime(check.checkedAt, language, t('time.today'));
  const when = t('detail.askedIssuer', { time });
  if (check.status === 'good') return { tone: 'ok', title: t('revocation.line.good'), when } as const;
  if (check.status === 'unknown') return { tone: 'warn', title: t('revocation.line.unknown'), when } as const;
  const reason = pathReasonTexts[language].revocationReasons[check.reason ?? ''] ?? check.reason ?? '';
  const since = shortDate(check.revokedAt ?? check.checkedAt, language);
  return { tone: 'bad', title: t('revocation.line.revoked', { date: since, reason }), when } as const;
}
