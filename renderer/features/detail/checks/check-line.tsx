// SPDX-License-Identifier: Apache-2.0
import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, type LucideIcon, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Tone } from '../../../lib/text/countdown.ts';
import { Button } from '../../../ui/button.tsx';
import css from './checks.module.css';

/** `none`: not applicable. `off`: unchecked, or neither good nor bad. */
export type CheckTone = Tone | 'none';

const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, off: CircleDashed, none: CircleMinus } as const;

export interface CheckAction {
  readonly name: string;
  readonly label?: string;
  readonly run: () => void;
  readonly isDisabled?: boolean;
}

export interface CheckLineProps {
  readonly tone: CheckTone;
  readonly title: string;
  readonly when?: ReactNode;
  readonly actions?: readonly CheckAction[];
  readonly Icon?: LucideIcon;
}

export function CheckLine({ tone, title, when, actions = [], Icon = icons[tone] }: CheckLineProps) {
  const titleId = useId();
  return (
    <li className={`${css.check} ${css[tone]}`}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      <span className={css.what}>
        <span id={titleId} className={css.title}>
          {title}
        </span>
        {when !== undefined && when !== '' && <span className={css.when}>{when}</span>}
      </span>
      <span className={css.actions}>
        {actions.map(({ name, label, run, isDisabled = false }) => (
          <Button
            key={name}
            look="quiet"
            size="small"
            isDisabled={isDisabled}
            {...(label !== undefined && { 'aria-label': label })}
            aria-describedby={titleId}
            onPress={run}
          >
            {name}
          </Button>
        ))}
      </span>
    </li>
  );
}
