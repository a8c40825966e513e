// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Up to this width, the rail shows only icons. */
export const narrowWindow = '(max-width: 900px)';

/** Too narrow for details next to the list. */
export const sheetWindow = '(max-width: 999px)';
