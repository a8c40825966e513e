// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { pathReasonTexts } from '../../../../shared/i18n/path-reasons.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { RevocationCheck } from '../../../../shared/schemas/trust/revocation.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckLine } from './check-line.tsx';

/** V02. A root has no issuer that could revoke it. */
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
  const { tone, text } = lineOf(last?.of === sha256 ? last.check : null, { t, language });
  return (
    <CheckLine tone={tone} text={text}>
      <Button
        look="quiet"
        size="small"
        aria-label={t('revocation.checkOf')}
        onPress={() => void openDialog('revocation.check', { sha256, subject, name: displayName })}
      >
        {t('revocation.check')}
      </Button>
    </CheckLine>
  );
}

function lineOf(check: RevocationCheck | null, { t, language }: Text) {
  if (check === null) return { tone: 'off', text: t('revocation.line.none') } as const;
  const date = shortDate(check.checkedAt, language);
  if (check.status === 'good') return { tone: 'ok', text: t('revocation.line.good', { date }) } as const;
  if (check.status === 'unknown') return { tone: 'warn', text: t('revocation.line.unknown', { date }) } as const;
  const reason = pathReasonTexts[language].revocationReasons[check.reason ?? ''] ?? check.reason ?? '';
  const since = check.revokedAt === null ? date : shortDate(check.revokedAt, language);
  return { tone: 'bad', text: t('revocation.line.revoked', { date: since, reason }) } as const;
}
