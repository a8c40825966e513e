// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { ipc } from './ipc.ts';

let shown = 0;

function protect(change: 1 | -1): void {
  const before = shown > 0;
  shown += change;
  const isOn = shown > 0;
  // What the host cannot do, or a closing window, is no failure that a person could mend.
  if (isOn !== before) void ipc('app.protectContent', { isOn }).catch(() => undefined);
}

/** While a component that shows a code is on screen, the window is left out of screenshots where the host can. */
export function useContentProtection(): void {
  useEffect(() => {
    protect(1);
    return () => protect(-1);
  }, []);
}
