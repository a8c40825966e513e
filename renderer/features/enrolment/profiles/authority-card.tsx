// SPDX-License-Identifier: Apache-2.0
import type { ShownAuthority } from '../../../../shared/schemas/trust/host-trust.ts';
import { useText } from '../../../i18n/i18n.ts';
import { deadline } from '../../../lib/text/dates.ts';
import { fingerprintGroups } from '../../../lib/text/hex.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import text from '../../../ui/text.module.css';
import css from '../enrolment-page.module.css';

export function AuthorityCard({ authority }: { readonly authority: ShownAuthority }) {
  const { t, language } = useText();
  return (
    <dl className={css.authority}>
      <dt>{t('servers.trust.name')}</dt>
      <dd className={text.name}>{screenText(authority.subject)}</dd>
      <dt>{t('servers.trust.until')}</dt>
      <dd>{deadline(authority.notAfter, language)}</dd>
      <dt>{t('servers.trust.fingerprint')}</dt>
      <dd className={css.print}>
        {fingerprintGroups(authority.sha256).map((group, index) => (
          <span key={`${index} ${group}`}>{group}</span>
        ))}
      </dd>
    </dl>
  );
}
