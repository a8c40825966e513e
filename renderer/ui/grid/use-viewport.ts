// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

export function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 800, height: 600 });
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null || typeof ResizeObserver === 'undefined') return undefined;
    const read = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = observed;
        return before.width === width && before.height === height ? before : { width, height };
      });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** Rounds to steps of `step` pixels to save renders. */
export function useScrollTop(element: RefObject<HTMLElement | null>, step: number): readonly [number, () => void] {
  const [top, setTop] = useState(0);
  const read = useCallback(() => {
    const { current } = element;
    if (current !== null) setTop(Math.floor(current.scrollTop / step) * step);
  }, [element, step]);
  return [top, read];
}
