// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../../shared/schemas/settings.ts';
import { useMedia } from '../lib/use-media.ts';
import { changeSettings, useSettings } from './settings-store.ts';

type TextSize = Settings['textSize'];

const sizes = ['standard', 'large', 'largest'] as const satisfies readonly TextSize[];
/** As in base.css. */
const pixels: Record<TextSize, number> = { standard: 14, large: 16, largest: 20 };

export function useTextScale(): number {
  return useSettings(({ settings }) => pixels[settings?.textSize ?? 'standard'] / pixels.standard);
}

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

/** Large words would take a fifth of a laptop's window. */
export function useIconRail(): boolean {
  const isLargest = useSettings(({ settings }) => settings?.textSize === 'largest');
  return useWindowUpTo(isLargest ? 999 : 900);
}

export function useDetailsSheet(): boolean {
  return useWindowUpTo(999);
}
