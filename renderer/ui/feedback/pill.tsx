// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '../../lib/text/countdown.ts';
import css from './pill.module.css';

/** A colour always comes with text. */
export function Pill({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={`${css.pill} ${css[tone]}`}>{children}</span>;
}
