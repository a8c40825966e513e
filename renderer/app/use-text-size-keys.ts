// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { onEvent } from '../lib/ipc.ts';
import { isCommand } from '../lib/shortcuts.ts';
import { stepTextSize } from '../state/text-size.ts';

/** Plus is typed with or without Shift, depending on the keyboard. */
const steps = { '+': 'up', '=': 'up', '-': 'down', _: 'down', '0': 'standard' } as const;
const menuSteps = { textLarger: 'up', textSmaller: 'down', textStandard: 'standard' } as const;

export function useTextSizeKeys(): void {
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (!isCommand(event) || !Object.hasOwn(steps, event.key)) return;
      // Else the browser engine zooms.
      event.preventDefault();
      void stepTextSize(steps[event.key as keyof typeof steps]);
    };
    const stop = onEvent('menu.chosen', ({ item }) => {
      if (Object.hasOwn(menuSteps, item)) void stepTextSize(menuSteps[item as keyof typeof menuSteps]);
    });
    window.addEventListener('keydown', keyDown);
    return () => {
      stop();
      window.removeEventListener('keydown', keyDown);
    };
  }, []);
}
