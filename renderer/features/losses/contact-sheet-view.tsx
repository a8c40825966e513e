// SPDX-License-Identifier: Apache-2.0
import { institutionOf, unitsOf } from '../../../shared/domain/certificates/bank-of.ts';
import { holderNameIn } from '../../../shared/domain/certificates/holder-name.ts';
import { contactSheetTexts } from '../../../shared/i18n/contact-sheet.ts';
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import type { LossKind } from '../../../shared/schemas/certificates/loss.ts';
import { decimalSerial, serialBytes } from '../../../shared/domain/certificates/serial-number.ts';
import { spokenReport } from '../../../shared/sinks/contact-sheet-text.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { organisationIn, subjectName } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import layout from '../../ui/layout.module.css';
import { Contact, type ContactProps } from './contact.tsx';
import css from './losses.module.css';

export interface ContactSheetViewProps extends ContactProps {
  readonly kind: LossKind;
}

export function ContactSheetView({ sheets, kind, issuer, onBank, onPhone }: ContactSheetViewProps) {
  const { t, language } = useText();
  const text = contactSheetTexts[language];
  const { authority } = sheets[0];
  const asks = authority?.asks?.map((each) => each[language]) ?? text.usual;
  const steps = authority?.steps?.map((each) => each[language]) ?? [];
  return (
    <div className={css.sheet}>
      <Contact sheets={sheets} issuer={issuer} onBank={onBank} onPhone={onPhone} />
      <h3>{t('losses.authority.facts')}</h3>
      <p className={css.saying}>{spokenReport(sheets, kind, language)}</p>
      {sheets.map(({ certificate }) => (
        <dl key={certificate.sha256} className={layout.facts}>
          <dt>{text.holder}</dt>
          <dd>{holderWithOrganisation(certificate)}</dd>
          <dt>{text.issuer}</dt>
          <dd>{subjectName(certificate.issuer)}</dd>
          <dt>{text.serial}</dt>
          <dd className={css.mono}>{serialBytes(certificate.serial)}</dd>
          <dt>{text.serialDecimal}</dt>
          <dd className={css.mono}>{decimalSerial(certificate.serial)}</dd>
          <dt>{t('trust.compare.validity')}</dt>
          <dd>
            {t('trust.compare.range', {
              from: shortDate(certificate.notBefore, language),
              to: shortDate(certificate.notAfter, language),
            })}
          </dd>
        </dl>
      ))}
      <h3>{text.ready}</h3>
      <ul className={css.bullets}>
        {asks.map((each) => (
          <li key={each}>{screenText(each)}</li>
        ))}
      </ul>
      {steps.length > 0 && (
        <>
          <h3>{text.steps}</h3>
          <ol className={css.bullets}>
            {steps.map((each) => (
              <li key={each}>{screenText(each)}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

/** As certified, not as labelled. A bank or office in O isn't the holder's organisation. */
function holderWithOrganisation({ displayName, subject, issuer }: ContactSheet['certificate']): string {
  const organisation = organisationIn(subject, issuer);
  const names = [
    holderNameIn(subject) ?? displayName,
    ...(organisation === null || organisation === institutionOf(subject, issuer) ? [] : [organisation]),
  ];
  return [...new Set(names)].map((name) => screenText(name)).join(' · ');
}

export function holderLine({ certificate }: Pick<ContactSheet, 'certificate'>): string {
  const { displayName, subject, issuer } = certificate;
  return [...new Set([displayName, ...unitsOf(subject, issuer)])].map((name) => screenText(name)).join(' · ');
}
