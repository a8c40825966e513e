// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../../shared/schemas/settings.ts';
import { useMedia } from '../lib/use-media.ts';
import { changeSettings, useSettings } from './settings-store.ts';

type TextSize = Settings['textSize'];

const sizes = ['standard', 'large', 'largest'] as const satisfies readonly TextSize[];
/** As in base.css, with the browser engine's default text size. */
const pixels: Record<TextSize, number> = { standard: 14, large: 16, largest: 20 };

/** Relative to the standard size. */
export function useTextScale(): number {
  return useSettings(({ settings }) => pixels[settings?.textSize ?? 'standard'] / pixels.standard);
}

/** One size up or down, or the standard size. */
export async function stepTextSize(step: 'up' | 'down' | 'standard'): Promise<void> {
  const now = useSettings.getState().settings?.textSize;
  if (now === undefined) return;
  const index = step === 'standard' ? 0 : sizes.indexOf(now) + (step === 'up' ? 1 : -1);
  const textSize = sizes[index];
  if (textSize !== undefined && textSize !== now) await changeSettings({ textSize });
}

/** `width` is in pixels at the standard size. */
function useWindowUpTo(width: number): boolean {
  const scale = useTextScale();
  return useMedia(`(max-width: ${Math.round(width * scale)}px)`);
}

/** Whether the rail shows only icons. Large words would take a fifth of a laptop's window. */
export function useIconRail(): boolean {
  const isLargest = useSettings(({ settings }) => settings?.textSize === 'largest');
  return useWindowUpTo(isLargest ? 999 : 900);
}

/** Whether the window is too narrow for details next to the list. */
export function useDetailsSheet(): boolean {
  return useWindowUpTo(999);
}
