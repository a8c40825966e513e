// SPDX-License-Identifier: Apache-2.0
import { CircleAlert, CircleCheck, CircleDashed, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '../../../lib/text/countdown.ts';
import css from '../detail.module.css';

const icons = { ok: CircleCheck, warn: CircleAlert, bad: CircleAlert, off: CircleHelp };

export interface CheckLineProps {
  readonly tone: Tone;
  readonly text: string;
  readonly children: ReactNode;
}

export function CheckLine({ tone, text, children }: CheckLineProps) {
  const Icon = tone === 'off' ? CircleDashed : icons[tone];
  return (
    <li className={`${css.check} ${css[tone]}`}>
      <Icon aria-hidden />
      <span>{text}</span>
      <span className={css.checked}>{children}</span>
    </li>
  );
}
