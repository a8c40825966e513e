// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '../../lib/text/countdown.ts';
import css from './pill.module.css';

export interface PillProps {
  readonly tone: Tone;
  /** For text that can be cut off. */
  readonly title?: string;
  readonly children: string;
}

/** Requires text, because colour alone isn't accessible. */
export function Pill({ tone, title, children }: PillProps) {
  return (
    <span className={`${css.pill} ${css[tone]}`} {...(title !== undefined && { title })}>
      {children}
    </span>
  );
}
