// SPDX-License-Identifier: Apache-2.0
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import page from '../../ui/page.module.css';
import { Fingerprint } from './fingerprint.tsx';

export function AuthorityFacts({ facts }: { readonly facts: AnchorFacts }) {
  const { t, language } = useText();
  const { subject, issuer, selfIssued, notBefore, notAfter, sha256, displayName } = facts;
  return (
    <>
      <dl className={page.facts}>
        <dt>{t('trust.compare.subject')}</dt>
        <dd>{screenText(subject)}</dd>
        <dt>{t('trust.compare.issuer')}</dt>
        <dd>{selfIssued ? t('trust.compare.itself') : screenText(issuer)}</dd>
        <dt>{t('trust.compare.validity')}</dt>
        <dd>{t('trust.compare.range', { from: shortDate(notBefore, language), to: shortDate(notAfter, language) })}</dd>
      </dl>
      <Fingerprint sha256={sha256} name={displayName} />
    </>
  );
}
