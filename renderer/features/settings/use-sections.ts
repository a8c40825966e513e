// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useRoute } from '../../state/route-store.ts';
import type { SectionId } from './setting.tsx';

const gapAbove = 20;
/** A line moves down from this offset (px) as the user scrolls. The last section starting above the line is current. */
const topMargin = 80;

export interface Sections {
  readonly current: SectionId;
  readonly choose: (id: SectionId) => void;
  readonly enter: () => boolean;
  readonly onScroll: () => void;
}

const topOf = (element: Element) => element.getBoundingClientRect().top;

export function useSections(scroll: RefObject<HTMLElement | null>): Sections {
  const wanted = useRoute((state) => state.section);
  const [current, setCurrent] = useState<SectionId>('display');
  const chosenTop = useRef<number | null>(null);
  const section = (id: string) => scroll.current?.querySelector<HTMLElement>(`[data-section="${id}"]`) ?? null;
  const choose = (id: SectionId) => {
    setCurrent(id);
    const area = scroll.current;
    const found = section(id);
    // `scrollIntoView` would scroll the whole window as well.
    if (area === null || found === null) return;
    area.scrollTop += topOf(found) - topOf(area) - gapAbove;
    chosenTop.current = area.scrollTop;
  };
  useEffect(() => {
    const found = wanted === null ? null : section(wanted);
    if (found === null) return;
    choose(found.dataset['section'] as SectionId);
    found.focus({ preventScroll: true });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per navigation here
  }, [wanted]);
  const follow = () => {
    const area = scroll.current;
    // Keep the chosen section current even if it can't scroll to the top.
    if (area === null || area.scrollTop === chosenTop.current) return;
    chosenTop.current = null;
    const { clientHeight, scrollHeight, scrollTop } = area;
    const part = Math.min(1, scrollTop / Math.max(1, scrollHeight - clientHeight - 1));
    const line = topOf(area) + topMargin + (clientHeight - topMargin) * part;
    // Of sections side by side, take the first.
    const [read] = [...area.querySelectorAll<HTMLElement>('[data-section]')]
      .filter((each) => each.offsetHeight > 0 && topOf(each) <= line)
      .toSorted((a, b) => topOf(b) - topOf(a));
    if (read !== undefined) setCurrent(read.dataset['section'] as SectionId);
  };
  const resized = useEffectEvent(follow);
  useEffect(() => {
    const resize = () => resized();
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);
  return {
    current,
    choose,
    enter: () => {
      const controls = section(current)?.querySelectorAll<HTMLElement>('button, input, select') ?? [];
      const first = [...controls].find((each) => each.tabIndex >= 0 && !each.matches(':disabled'));
      first?.focus();
      return first !== undefined;
    },
    onScroll: follow,
  };
}
