// SPDX-License-Identifier: Apache-2.0
import { Check, FlaskConical, Info } from 'lucide-react';
import type { Practice, PracticeStep } from '../../../../shared/schemas/practice.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { endPractice, takePracticeStep } from '../../../state/practice-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { RoomBar } from '../../../ui/room-bar.tsx';
import { PracticeCard } from './practice-card.tsx';
import css from './practice-page.module.css';

/** Main performs real operations, isolated from the user's data. */
export function PracticePage({ practice }: { readonly practice: Practice }) {
  const { t } = useText();
  const attempt = useAttempt();
  const { steps, done } = practice;
  const isFinished = done === steps.length;
  return (
    <div className={css.page} data-practice>
      <RoomBar title={t('practice.title')} sub={t('practice.minutes')}>
        <Button
          key={isFinished ? 'finished' : 'running'}
          look={isFinished ? 'primary' : 'plain'}
          autoFocus={isFinished}
          isDisabled={attempt.busy && !isFinished}
          onPress={() => void attempt.run(endPractice)}
        >
          {t('practice.end')}
        </Button>
      </RoomBar>
      <p className={css.mark} role="note">
        <FlaskConical size={18} strokeWidth={1.75} aria-hidden />
        <b>{t('practice.mark')}</b>
        <span>{t('practice.markText')}</span>
      </p>
      <div className={css.scroll}>
        <ol className={css.steps} aria-label={t('practice.steps')}>
          {steps.map((step, index) => (
            <Step
              key={step}
              step={step}
              number={index + 1}
              state={index < done ? 'done' : index === done ? 'next' : 'open'}
              busy={attempt.busy}
              onBegin={() => void attempt.run(async (options) => takePracticeStep(step, options))}
            />
          ))}
        </ol>
        <div className={css.side}>
          {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
          {attempt.busy && <ProgressLine label={t(`practice.${steps[done] ?? 'end'}`)} progress={attempt.progress} />}
          <PracticeCard practice={practice} />
          <p className={css.note}>
            <Info size={16} aria-hidden />
            {t(isFinished ? 'practice.finished' : 'practice.note')}
          </p>
        </div>
      </div>
    </div>
  );
}

interface StepProps {
  readonly step: PracticeStep;
  readonly number: number;
  readonly state: 'done' | 'next' | 'open';
  readonly busy: boolean;
  readonly onBegin: () => void;
}

function Step({ step, number, state, busy, onBegin }: StepProps) {
  const { t } = useText();
  const name = t(`practice.${step}`);
  return (
    <li className={`${css.step} ${css[state]}`} {...(state === 'next' && { 'aria-current': 'step' as const })}>
      <span className={css.number} aria-hidden>
        {state === 'done' ? <Check size={16} /> : number}
      </span>
      <div className={css.what}>
        <h2>{name}</h2>
        <p>{t(`practice.${step}Text`)}</p>
      </div>
      {state === 'done' && <span className={css.ok}>{t('practice.done')}</span>}
      {state === 'next' && (
        <Button
          look="primary"
          size="small"
          autoFocus
          isPending={busy}
          aria-label={t('practice.beginOf', { step: name })}
          onPress={onBegin}
        >
          {t('practice.begin')}
        </Button>
      )}
    </li>
  );
}
