// SPDX-License-Identifier: Apache-2.0
import type { Text } from '../../../i18n/i18n.ts';
import type { GuideSheetFacts } from '../../../state/dialogs/dialog-inputs.ts';
import { hostWords } from '../../../lib/text/host-words.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { isAtBranch } from '../../../state/enrolment/web-enrolments-store.ts';
import { type GuideLine, stepTitle } from './guide-steps.ts';
import type { OpenGuideFacts } from './use-guide-facts.ts';

const shownDigits = 4;

export function sheetOf(facts: OpenGuideFacts, lines: readonly GuideLine[], { t, language }: Text): GuideSheetFacts {
  const { kind, guided, held, old, lost, isReplacement } = facts;
  const certificate = old ?? lost;
  const own = held?.profile.steps?.[kind] ?? [];
  const menu = [t('guide.path.bank'), t('guide.path.security'), t(`guide.path.${kind}`)].join(' → ');
  const steps = lines.flatMap(({ step }) => {
    const title = stepTitle(t, facts, step);
    if (isAtBranch(guided)) return [title];
    if (step === 'site' && held !== null) return [t('enrolment.of', { action: title, name: hostWords(held.host) })];
    if (step === 'find' && own.length > 0) return own.map((each) => each[language]);
    if (step === 'find') return [`${menu} · ${t('guide.path.mark')}`];
    if (step === 'download') return [`${title} · ${t('guide.text.download')}`];
    return [title];
  });
  const renews = t('guide.sheet.renew', { name: screenText(old?.displayName ?? '') });
  const applies = isReplacement ? replacementTitle(t, lost) : t('guide.sheet.apply');
  return {
    title: kind === 'renew' ? renews : applies,
    certificate,
    number: masked(certificate?.holderNumber ?? null),
    held,
    bankName: guided?.profile.name ?? facts.bankName,
    phone: facts.phone,
    steps,
  };
}

/** Omits the name while the certificate is being read, or if it was deleted. */
export function replacementTitle(t: Text['t'], lost: OpenGuideFacts['lost']): string {
  return lost === null ? t('guide.replace') : t('guide.replaceTitle', { name: screenText(lost.displayName) });
}

function masked(number: string | null): string | null {
  if (number === null) return null;
  const hidden = '*'.repeat(Math.max(0, number.length - 2 * shownDigits));
  return number.slice(0, shownDigits) + hidden + number.slice(-shownDigits);
}
