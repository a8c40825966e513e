// SPDX-License-Identifier: Apache-2.0
import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { Tone } from '../../../lib/text/countdown.ts';
import { Button } from '../../../ui/button.tsx';
import css from './result.module.css';

const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, off: CircleDashed } as const;

export interface ResultRowProps {
  readonly tone: Tone;
  readonly title: string;
  readonly about: string;
  readonly id?: string;
  readonly Icon?: LucideIcon;
  readonly action?: { readonly name: string; readonly run: () => void; readonly isPrimary?: boolean };
}

export function ResultRow({ tone, title, about, id, Icon = icons[tone], action }: ResultRowProps) {
  return (
    <li id={id} className={`${css.row} ${css[tone]}`} data-tone={tone}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      <span className={css.what}>
        <span className={css.rowTitle}>{title}</span>
        <span className={css.about}>{about}</span>
      </span>
      {action !== undefined && (
        <Button
          key={String(action.isPrimary)}
          look={action.isPrimary === true ? 'primary' : 'plain'}
          size="small"
          onPress={action.run}
          autoFocus={action.isPrimary === true}
        >
          {action.name}
        </Button>
      )}
    </li>
  );
}
