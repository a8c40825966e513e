// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useRoute } from '../../state/route-store.ts';
import type { SectionId } from './setting.tsx';

/** Scrolling that a choice causes is not one of the person. */
const settleMs = 400;
/** Pixels above a section that was chosen. */
const gapAbove = 20;
/** Pixels below the top in which a section counts as read. */
const topMargin = 80;

export interface Sections {
  readonly current: SectionId;
  readonly choose: (id: SectionId) => void;
  readonly enter: () => boolean;
  readonly onScroll: () => void;
}

/** Which section is in view, and the way to another one. */
export function useSections(scroll: RefObject<HTMLElement | null>): Sections {
  const wanted = useRoute((state) => state.section);
  const [current, setCurrent] = useState<SectionId>('display');
  const chosenAt = useRef(Number.NEGATIVE_INFINITY);
  const section = (id: string) => scroll.current?.querySelector<HTMLElement>(`[data-section="${id}"]`) ?? null;
  const choose = (id: SectionId) => {
    chosenAt.current = performance.now();
    setCurrent(id);
    const area = scroll.current;
    const found = section(id);
    // Not `scrollIntoView`: it moves the whole window as well.
    if (area === null || found === null) return;
    area.scrollTop += found.getBoundingClientRect().top - area.getBoundingClientRect().top - gapAbove;
  };
  useEffect(() => {
    const found = wanted === null ? null : section(wanted);
    if (found === null) return;
    choose(found.dataset['section'] as SectionId);
    found.focus({ preventScroll: true });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each way here
  }, [wanted]);
  return {
    current,
    choose,
    enter: () => {
      const controls = section(current)?.querySelectorAll<HTMLElement>('button, input, select') ?? [];
      const first = [...controls].find((each) => each.tabIndex >= 0 && !each.matches(':disabled'));
      first?.focus();
      return first !== undefined;
    },
    onScroll: () => {
      const area = scroll.current;
      if (area === null || performance.now() - chosenAt.current < settleMs) return;
      const all = [...area.querySelectorAll<HTMLElement>('[data-section]')].filter(
        ({ offsetHeight }) => offsetHeight > 0,
      );
      const line = area.getBoundingClientRect().top + topMargin;
      const isAtEnd = area.scrollTop + area.clientHeight >= area.scrollHeight - 1;
      const read = isAtEnd ? all.at(-1) : all.findLast((each) => each.getBoundingClientRect().top <= line);
      if (read !== undefined) setCurrent(read.dataset['section'] as SectionId);
    },
  };
}
