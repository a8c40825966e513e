// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '../../lib/text/countdown.ts';
import css from './ring.module.css';

/** At 14 px text. Rings from this size have thinner strokes. */
const largeFrom = 48;

/** Decorative. Dashed if no time is left, empty (null) if the start is unknown. */
export function Ring({
  fraction,
  tone,
  size = 28,
}: {
  readonly fraction: number | null;
  readonly tone: Tone;
  readonly size?: number;
}) {
  const gone = fraction !== null && fraction <= 0;
  const [radius, width] = size >= largeFrom ? [12.9, 2.2] : [11, 4];
  const around = 2 * Math.PI * radius;
  return (
    <svg
      className={css.ring}
      width={`${size / 14}rem`}
      height={`${size / 14}rem`}
      viewBox="0 0 28 28"
      aria-hidden
      fill="none"
      strokeWidth={width}
    >
      {!gone && <circle className={css.track} cx={14} cy={14} r={radius} />}
      {fraction !== null && (
        <circle
          className={css[tone]}
          cx={14}
          cy={14}
          r={radius}
          strokeDasharray={gone ? '2 3' : `${Math.max(fraction * around, 1.5)} ${around}`}
          strokeLinecap={gone || fraction >= 0.999 ? 'butt' : 'round'}
        />
      )}
    </svg>
  );
}
