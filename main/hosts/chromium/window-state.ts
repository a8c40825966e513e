// SPDX-License-Identifier: Apache-2.0
import type { CDPSession } from 'playwright-core';
import type { Settings } from '../../../shared/schemas/settings.ts';

type WindowState = Settings['window'];

interface CdpBounds {
  readonly left?: number | undefined;
  readonly top?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly windowState?: string | undefined;
}

export async function readWindowState(session: CDPSession, known: WindowState): Promise<WindowState> {
  const { bounds } = await session.send('Browser.getWindowForTarget');
  return windowStateOf(bounds, known);
}

export async function bringToFront(session: CDPSession): Promise<void> {
  try {
    const { windowId, bounds } = await session.send('Browser.getWindowForTarget');
    if (bounds.windowState === 'minimized') {
      await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
    }
    await session.send('Page.bringToFront');
  } catch {
    // The window is closing.
  }
}

export function windowStateOf(bounds: CdpBounds, known: WindowState): WindowState {
  if (bounds.windowState === 'maximized') return { ...known, maximized: true };
  const { left, top, width, height } = bounds;
  const usable = bounds.windowState === 'normal' && width !== undefined && height !== undefined;
  if (!usable || width < 400 || height < 300) return known;
  const place = left !== undefined && top !== undefined ? { x: left, y: top } : {};
  return { width, height, ...place, maximized: false };
}
