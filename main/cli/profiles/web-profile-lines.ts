// SPDX-License-Identifier: Apache-2.0
import { enrolmentTexts } from '../enrolment/enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolmentPurpose } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { hostText, unverifiedLine } from './profile-options.ts';

/** Renewal steps default to those for applying. */
export function webProfileLines(language: Language, held: HeldProfile, purpose: WebEnrolmentPurpose): string[] {
  const text = enrolmentTexts[language];
  const { profile, host } = held;
  const warning = unverifiedLine(language, held);
  const { phone, email, url } = profile.contact ?? {};
  const contact = [phone, email, url].flatMap((each) => (each === undefined ? [] : [visibleText(each)]));
  const asks = (profile.asks ?? []).map((each) => `  - ${visibleText(each[language])}`);
  const own = purpose === 'renew' ? profile.steps?.renew : undefined;
  const steps = (own ?? profile.steps?.apply ?? []).map(
    (each, index) => `  ${index + 1}. ${visibleText(each[language])}`,
  );
  return [
    ...(warning === null ? [] : [warning]),
    fillMessage(text.openAddress, { url: `${visibleText(profile.url)}  [${hostText(host)}]` }),
    ...(asks.length > 0 ? [text.willBeAsked, ...asks] : []),
    ...(steps.length > 0 ? [text.steps, ...steps] : []),
    ...(contact.length > 0 ? [fillMessage(text.contact, { contact: contact.join('  ') })] : []),
  ];
}
