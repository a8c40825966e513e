// SPDX-License-Identifier: Apache-2.0
import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { GridTailProps } from './grid-tail.tsx';

/** In pixels. */
export interface TailPlace {
  readonly tailTop: number | null;
  readonly tailHeight: number;
  readonly heading: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly scrollInto: (sight: { readonly least: number; readonly most: number }) => void;
}

/** While the tail's rows are out of sight below, it looks folded, and a press scrolls to them. */
export function useTailInView(tail: GridTailProps | undefined, place: TailPlace): GridTailProps | undefined {
  const { tailTop, tailHeight, heading, height, scrollTop, scrollInto } = place;
  const isShown = tail?.isShown === true;
  const reveal = () => {
    if (tailTop !== null) scrollInto({ least: Infinity, most: tailTop + heading - height / 2 });
  };
  const shown = useEffectEvent(reveal);
  const wasShown = useRef(isShown);
  useLayoutEffect(() => {
    if (isShown && !wasShown.current) shown();
    wasShown.current = isShown;
  }, [isShown]);
  const isBelow = isShown && tailTop !== null && tailTop + tailHeight > scrollTop + height - heading;
  return tail !== undefined && isBelow ? { ...tail, isShown: false, onToggle: reveal } : tail;
}
