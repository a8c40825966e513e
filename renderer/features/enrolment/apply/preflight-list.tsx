// SPDX-License-Identifier: Apache-2.0
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { preflightText, preflightWords } from '../../../../shared/i18n/preflight.ts';
import type { PreflightCheck, PreflightFinding } from '../../../../shared/schemas/enrolment/preflight.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import css from './preflight.module.css';

export function isBad(checks: readonly PreflightCheck[], subject: PreflightCheck['subject']): boolean {
  return checks.some((check) => check.subject === subject && check.result === 'bad');
}

export function toBeSeen(checks: readonly PreflightCheck[]): PreflightCheck[] {
  return checks.filter(({ result }) => result === 'bad' || result === 'warn');
}

/** Returns the findings that the user accepts by continuing. */
export function seenIn(checks: readonly PreflightCheck[]): PreflightFinding[] {
  return toBeSeen(checks).map(({ finding }) => finding);
}

const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, unknown: CircleHelp };

export interface PreflightListProps {
  readonly checks: readonly PreflightCheck[];
  readonly hasIcons?: boolean;
  readonly isBrief?: boolean;
}

export function PreflightList({ checks, hasIcons = true, isBrief = false }: PreflightListProps) {
  const { t, language } = useText();
  const words = preflightWords[language];
  return (
    <ul className={css.checks}>
      {checks.map((check) => {
        const tone = check.finding === 'server-unreachable' ? 'bad' : check.result;
        const Icon = icons[tone];
        const { cause, step } = preflightText(check, language);
        return (
          <li key={check.subject} className={css.check} data-finding={check.finding}>
            {hasIcons && <Icon className={css[tone]} size={18} aria-hidden />}
            <div>
              <h3>
                {words.subjects[check.subject]}
                {t('common.colon')}
                <span className={css[tone]}>{words.findings[check.finding] ?? words.results[check.result]}</span>
              </h3>
              {!(isBrief && check.result === 'ok' && step === '') && <p>{screenText(cause)}</p>}
              {step !== '' && <p className={css.step}>{screenText(step)}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
