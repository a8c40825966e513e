// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { ipc } from './ipc.ts';

let shown = 0;

function protect(change: 1 | -1): void {
  const before = shown > 0;
  shown += change;
  const isOn = shown > 0;
  // Ignore failures: the host may not support it, or the window is closing.
  if (isOn !== before) void ipc('app.protectContent', { isOn }).catch(() => undefined);
}

export function useContentProtection(): void {
  useEffect(() => {
    protect(1);
    return () => protect(-1);
  }, []);
}
