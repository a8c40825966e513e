// SPDX-License-Identifier: Apache-2.0
import { Check, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { tickedSteps, type TickedStep } from '../../../../shared/domain/enrolment/guide-steps.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { Button } from '../../../ui/button.tsx';
import hidden from '../../../ui/visually-hidden.module.css';
import css from './guide.module.css';
import { type GuideFacts, type GuideLine, type GuideStep, stepTitle } from './guide-steps.ts';

const actedSteps = ['ready', 'sign-in', 'prove', 'download'] as const;

export interface StepListProps {
  readonly facts: Pick<GuideFacts, 'kind' | 'guided'>;
  readonly lines: readonly GuideLine[];
  readonly onTick: (step: TickedStep, isDone: boolean) => void;
  readonly renderSide: (line: GuideLine) => ReactNode;
  readonly renderBody: (line: GuideLine) => ReactNode;
}

export function StepList({ facts, lines, onTick, renderSide, renderBody }: StepListProps) {
  const { t, language } = useText();
  const Heading = facts.kind === 'renew' ? 'h3' : 'h2';
  return (
    <ol className={css.steps} aria-label={t('guide.steps')}>
      {lines.map((line, index) => {
        const { step, isDone, at, isNow, byPerson } = line;
        const isAhead = lines.some((each) => each.step === 'download' && each.isDone);
        const title = step === 'import' && isDone ? t('guide.imported') : stepTitle(t, facts, step);
        return (
          <li
            key={step}
            className={`${css.step} ${isDone ? css.done : isNow ? css.now : ''}`}
            data-step={step}
            {...(isNow && { 'aria-current': 'step' as const })}
          >
            <span className={css.number} aria-hidden>
              {isDone ? <Check size={16} /> : index + 1}
            </span>
            <div className={css.what}>
              <div className={css.line}>
                <Heading>
                  {isDone && <span className={hidden.hidden}>{t('guide.done', { step: '' })}</span>}
                  {title}
                </Heading>
                {at !== null && (
                  <span className={css.when}>
                    {/* Noon, because midnight UTC is the previous day west of Greenwich. */}
                    {dueDay(at.length === 10 ? `${at}T12:00:00` : at, language)}
                  </span>
                )}
                {byPerson && isTicked(step) && step !== 'valid' && (
                  <Button
                    look="quiet"
                    size="icon"
                    aria-label={t('guide.undoOf', { step: title })}
                    onPress={() => onTick(step, false)}
                  >
                    <Undo2 size={16} aria-hidden />
                  </Button>
                )}
                {renderSide(line)}
              </div>
              {renderBody(line)}
              {isNow && isActed(step) && (
                <div className={css.acts}>
                  <Button look={isAhead ? 'plain' : 'primary'} size="small" onPress={() => onTick(step, true)}>
                    {t(`guide.act.${step}`)}
                  </Button>
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function isActed(step: GuideStep): step is (typeof actedSteps)[number] {
  return actedSteps.some((each) => each === step);
}

function isTicked(step: GuideStep): step is TickedStep {
  return tickedSteps.some((each) => each === step);
}
