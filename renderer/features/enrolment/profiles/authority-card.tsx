// SPDX-License-Identifier: Apache-2.0
import type { ShownAuthority } from '../../../../shared/schemas/trust/host-trust.ts';
import { useText } from '../../../i18n/i18n.ts';
import { deadline } from '../../../lib/text/dates.ts';
import { fingerprintGroups } from '../../../lib/text/hex.ts';
import css from '../enrolment-page.module.css';
import { SubjectName } from '../requests/subject-name.tsx';

export interface AuthorityCardProps {
  readonly authority: ShownAuthority;
  /** Number of fingerprint digits masked at the start. */
  readonly hidden?: number;
}

export function AuthorityCard({ authority, hidden = 0 }: AuthorityCardProps) {
  const { t, language } = useText();
  return (
    <dl className={css.authority}>
      <dt>{t('servers.trust.name')}</dt>
      <dd>
        <SubjectName subject={authority.subject} />
      </dd>
      <dt>{t('servers.trust.until')}</dt>
      <dd>{deadline(authority.notAfter, language)}</dd>
      <dt>{t('servers.trust.fingerprint')}</dt>
      <dd className={css.print}>
        {fingerprintGroups(authority.sha256, hidden).map((group, index) => (
          <span key={`${index} ${group}`}>{group}</span>
        ))}
      </dd>
    </dl>
  );
}
