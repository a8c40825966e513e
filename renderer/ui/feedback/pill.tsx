// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '../../lib/text/countdown.ts';
import css from './pill.module.css';

/** Requires text, because colour alone isn't accessible. */
export function Pill({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={`${css.pill} ${css[tone]}`}>{children}</span>;
}
