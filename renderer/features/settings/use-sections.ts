// SPDX-License-Identifier: Apache-2.0
import { type HTMLAttributes, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useRoute } from '../../state/route-store.ts';
import type { SectionId } from './setting.tsx';

const gapAbove = 20;
/** The last section that starts in this top share of the view is current. */
const topShare = 1 / 3;

export interface Sections {
  readonly current: SectionId;
  readonly choose: (id: SectionId) => void;
  readonly enter: () => boolean;
  readonly area: Pick<
    HTMLAttributes<HTMLElement>,
    'onScroll' | 'onWheel' | 'onTouchMove' | 'onPointerDown' | 'onKeyDown' | 'onFocus'
  >;
}

const scrollKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);

const topOf = (element: Element) => element.getBoundingClientRect().top;

export function useSections(scroll: RefObject<HTMLElement | null>): Sections {
  const wanted = useRoute((state) => state.section);
  const [current, setCurrent] = useState<SectionId>('display');
  const isChosen = useRef(false);
  const section = (id: string) => scroll.current?.querySelector<HTMLElement>(`[data-section="${id}"]`) ?? null;
  const choose = (id: SectionId) => {
    setCurrent(id);
    isChosen.current = true;
    const area = scroll.current;
    const found = section(id);
    // `scrollIntoView` would scroll the whole window as well.
    if (area === null || found === null) return;
    area.scrollTop += topOf(found) - topOf(area) - gapAbove;
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
    if (area === null) return;
    const { clientHeight, scrollHeight, scrollTop } = area;
    // The last sections can't reach the top, so a chosen one stays current while its heading is in view.
    const chosen = isChosen.current ? section(current) : null;
    const chosenAt = chosen === null ? -1 : topOf(chosen) - topOf(area);
    if (chosenAt >= 0 && chosenAt < clientHeight) return;
    isChosen.current = false;
    const isAtEnd = scrollTop >= scrollHeight - clientHeight - 1;
    const below = scrollTop <= 0 ? gapAbove + 1 : isAtEnd ? clientHeight : clientHeight * topShare;
    const line = topOf(area) + below;
    // Of sections side by side, take the first.
    const [read] = [...area.querySelectorAll<HTMLElement>('[data-section]')]
      .filter((each) => each.offsetHeight > 0 && topOf(each) <= line)
      .toSorted((a, b) => topOf(b) - topOf(a));
    if (read !== undefined) setCurrent(read.dataset['section'] as SectionId);
  };
  const release = () => {
    isChosen.current = false;
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
    area: {
      onScroll: follow,
      onWheel: release,
      onTouchMove: release,
      // A press outside the content, such as on the scroll bar.
      onPointerDown: ({ target, currentTarget }) => target === currentTarget && release(),
      onKeyDown: ({ key }) => scrollKeys.has(key) && release(),
      onFocus: ({ target }) => {
        const id = target.closest<HTMLElement>('[data-section]')?.dataset['section'];
        if (id === undefined) return;
        setCurrent(id as SectionId);
        isChosen.current = true;
      },
    },
  };
}
