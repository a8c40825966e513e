// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { LiveRegion } from '../feedback/live-region.tsx';
import css from './wizard-steps.module.css';

export function WizardSteps({ steps, current }: { readonly steps: readonly string[]; readonly current: number }) {
  const { t } = useText();
  const look = (index: number) => (index < current ? css.past : index === current ? css.current : '');
  // The dialog's title announces the first step.
  const [start] = useState(current);
  const said = t('common.stepOf', { current: current + 1, total: steps.length, step: steps[current] ?? '' });
  return (
    <>
      <ol className={css.steps} aria-label={t('common.steps')}>
        {steps.map((step, index) => (
          <li key={step} className={`${css.step} ${look(index)}`} aria-current={index === current ? 'step' : undefined}>
            {step}
          </li>
        ))}
      </ol>
      <LiveRegion text={current === start ? '' : said} />
    </>
  );
}
