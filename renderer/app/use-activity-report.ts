// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { ipc } from '../lib/ipc.ts';

export const reportEveryMs = 20_000;

/** Some assistive technology sends only `click`. */
const signs = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'click', 'input'] as const;

/** Reports the first input after a pause at once, and later input at most every 20 s. */
export function useActivityReport(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let usedSince = false;
    const report = () => {
      usedSince = false;
      timer = setTimeout(() => {
        timer = undefined;
        if (usedSince) report();
      }, reportEveryMs);
      void ipc('app.activity', {}).catch(() => undefined);
    };
    const used = () => {
      if (timer === undefined) report();
      else usedSince = true;
    };
    for (const sign of signs) window.addEventListener(sign, used, { capture: true, passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, used, { capture: true });
      clearTimeout(timer);
    };
  }, []);
}
