// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import css from './wizard-steps.module.css';

/** `current` counts from 0. */
export function WizardSteps({ steps, current }: { readonly steps: readonly string[]; readonly current: number }) {
  const { t } = useText();
  const look = (index: number) => (index < current ? css.past : index === current ? css.current : '');
  return (
    <ol className={css.steps} aria-label={t('common.steps')}>
      {steps.map((step, index) => (
        <li key={step} className={`${css.step} ${look(index)}`} aria-current={index === current ? 'step' : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}
