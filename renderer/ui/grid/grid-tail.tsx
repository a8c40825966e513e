// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronRight } from 'lucide-react';
import { groupDigits } from '../../i18n/group-digits.ts';
import css from './windowed-grid.module.css';

export interface GridTailProps {
  readonly name: string;
  readonly count: number;
  readonly note: string;
  readonly isShown: boolean;
  /** Index of the tail's first row when shown. */
  readonly start: number;
  readonly onToggle: () => void;
}

export const tailHeight = 36;

interface PlacedTail {
  readonly tail: GridTailProps;
  /** Pixels from the first row. */
  readonly top: number;
  /** Counts rows and group headings from 0. */
  readonly position: number;
}

export function GridTailRow({ tail: { name, count, note, isShown, onToggle }, top, position }: PlacedTail) {
  const Arrow = isShown ? ChevronDown : ChevronRight;
  return (
    <>
      {/* A margin would keep the sticky element from sticking. */}
      <div role="presentation" style={{ height: top }} />
      <div role="row" className={css.tail} aria-rowindex={position + 2}>
        <div role="gridcell" className={css.tailCell}>
          <button type="button" className={css.tailButton} aria-expanded={isShown} data-tail onClick={onToggle}>
            <Arrow size={16} aria-hidden />
            <b>
              {name} {groupDigits(count)}
            </b>
            <span>{note}</span>
          </button>
        </div>
      </div>
    </>
  );
}
