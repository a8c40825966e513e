// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../../../../shared/schemas/settings.ts';

type WindowState = Settings['window'];

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

/** In DIP. `workAreas` has one area per display, primary first. */
export function placeWindow(state: WindowState, workAreas: readonly Rectangle[]): Placement {
  const display = workAreas.find((area) => state.x !== undefined && state.y !== undefined && contains(area, state));
  const area = display ?? workAreas[0];
  const width = Math.min(state.width, area?.width ?? state.width);
  const height = Math.min(state.height, area?.height ?? state.height);
  if (!display || state.x === undefined || state.y === undefined) return { width, height };
  return {
    width,
    height,
    x: Math.min(state.x, display.x + display.width - width),
    y: Math.min(state.y, display.y + display.height - height),
  };
}

/** The left end of the title bar must be visible. */
function contains(area: Rectangle, { x, y }: WindowState): boolean {
  if (x === undefined || y === undefined) return false;
  return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
}

export function rememberedState(normal: Rectangle, maximized: boolean, known: WindowState): WindowState {
  if (normal.width < 400 || normal.height < 300) return known;
  const { x, y, width, height } = normal;
  return { x, y, width, height, maximized };
}
