// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useRoute } from '../../state/route-store.ts';
import type { SectionId } from './setting.tsx';

/** Ignore scroll events this long (ms) after a choice, which scrolls by itself. */
const settleMs = 400;
const gapAbove = 20;
/** A section is current if it starts within this many pixels of the top. */
const topMargin = 80;

export interface Sections {
  readonly current: SectionId;
  readonly choose: (id: SectionId) => void;
  readonly enter: () => boolean;
  readonly onScroll: () => void;
}

/** Tracks the section in view and scrolls to others. */
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
    // `scrollIntoView` would scroll the whole window as well.
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
