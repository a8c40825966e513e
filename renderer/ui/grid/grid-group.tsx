// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronRight } from 'lucide-react';
import { groupDigits } from '../../i18n/group-digits.ts';
import type { GridItem } from './grid-geometry.ts';
import css from './windowed-grid.module.css';

interface GridGroupRowProps {
  readonly item: Extract<GridItem, { readonly kind: 'group' }>;
  readonly name: string;
  readonly isFolded: boolean;
  readonly isTabStop: boolean;
  readonly onToggle: ((index: number) => void) | undefined;
}

export function GridGroupRow({ item, name, isFolded, isTabStop, onToggle }: GridGroupRowProps) {
  const { index, group, top, height, position } = item;
  const Arrow = isFolded ? ChevronRight : ChevronDown;
  const words = (
    <>
      {name}
      <span className={css.groupCount}>{groupDigits(group.count)}</span>
    </>
  );
  return (
    // As tall as the group, so that the heading sticks only above its own rows. A transform would prevent sticking.
    <div role="presentation" className={css.groupSpan} style={{ top, height }}>
      <div role="row" className={css.group} aria-rowindex={position + 2}>
        <div role="gridcell" className={css.groupCell}>
          {onToggle === undefined ? (
            <span className={css.groupName}>{words}</span>
          ) : (
            <button
              type="button"
              className={css.groupName}
              tabIndex={isTabStop ? 0 : -1}
              aria-expanded={!isFolded}
              data-group={index}
              onClick={() => onToggle(index)}
            >
              <Arrow size={16} aria-hidden />
              {words}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
