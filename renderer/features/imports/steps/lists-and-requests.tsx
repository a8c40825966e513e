// SPDX-License-Identifier: Apache-2.0
import { revocationReasonNames } from '../../../../shared/domain/trust/path-reasons.ts';
import { pathReasonTexts } from '../../../../shared/i18n/path-reasons.ts';
import type { InspectionReport } from '../../../../shared/schemas/certificates/inspection.ts';
import { useText } from '../../../i18n/i18n.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Pill } from '../../../ui/feedback/pill.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from '../import-dialog.module.css';

/** `inspect --json` prints up to 100. */
const maxShownSerials = 5;

type Crl = NonNullable<InspectionReport['crls']>[number];
type CertificateRequest = NonNullable<InspectionReport['requests']>[number];

/** CRLs and requests are never imported. */
export function ListsAndRequests({ report }: { readonly report: InspectionReport }) {
  const { t } = useText();
  const { crls = [], requests = [] } = report;
  if (crls.length + requests.length === 0) return null;
  return (
    <ul className={layout.framed} aria-label={t('import.shownOnly')}>
      {crls.map((crl, index) => (
        <ListItem key={`crl-${index}`} crl={crl} />
      ))}
      {requests.map((request, index) => (
        <RequestItem key={`request-${index}`} request={request} />
      ))}
    </ul>
  );
}

function ListItem({ crl }: { readonly crl: Crl }) {
  const { t, language } = useText();
  const { issuer, thisUpdate, nextUpdate, entries, revoked } = crl;
  const shown = revoked.slice(0, maxShownSerials);
  const reasons = pathReasonTexts[language].revocationReasons;
  const from = shortDate(thisUpdate, language);
  return (
    <li className={css.item}>
      <div className={text.name}>{screenText(issuer)}</div>
      <div className={text.sub}>
        {nextUpdate === null
          ? t('import.crl.issued', { from })
          : t('import.crl.issuedUntil', { from, to: shortDate(nextUpdate, language) })}
      </div>
      <div className={css.marks}>
        <Pill tone="off">{t('import.crl.entries', { count: entries })}</Pill>
      </div>
      {shown.length > 0 && (
        <ul className={css.serials} aria-label={t('import.crl.first')}>
          {shown.map(({ serial, date, reason }) => (
            <li key={serial}>
              <code>{serial}</code> {t('import.crl.revokedOn', { date: shortDate(date, language) })}
              {reason !== null && ` · ${reasons[revocationReasonNames.indexOf(reason)] ?? screenText(reason)}`}
            </li>
          ))}
          {entries > shown.length && <li>{t('import.crl.more', { count: entries - shown.length })}</li>}
        </ul>
      )}
    </li>
  );
}

const verdictTones = { valid: 'ok', invalid: 'bad', unknown: 'off' } as const;

function RequestItem({ request }: { readonly request: CertificateRequest }) {
  const { t } = useText();
  const { subject, algorithm, subjectAlternativeNames, signature } = request;
  return (
    <li className={css.item}>
      <div className={text.name}>{screenText(subject)}</div>
      <div className={text.sub}>
        {[algorithmName(algorithm), ...subjectAlternativeNames.map((name) => screenText(name))].join(' · ')}
      </div>
      <div className={css.marks}>
        <Pill tone={verdictTones[signature]}>{t(`import.request.${signature}`)}</Pill>
      </div>
    </li>
  );
}
