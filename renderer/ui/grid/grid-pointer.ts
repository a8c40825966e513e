// SPDX-License-Identifier: Apache-2.0
/** Returns null on a button or outside the rows. */
export function pressedRow(event: React.MouseEvent): { readonly index: number; readonly element: HTMLElement } | null {
  const target = event.target as HTMLElement;
  const element = target.closest<HTMLElement>('[data-index]');
  if (element === null || target.closest('button') !== null) return null;
  return { index: Number(element.dataset['index']), element };
}

/** Returns window coordinates in pixels. The menu key has no position, so its menu opens at the row's start. */
export function menuPlace({ button, clientX, clientY }: React.MouseEvent, row: HTMLElement): { x: number; y: number } {
  const { left, top, bottom } = row.getBoundingClientRect();
  const isOnRow = button === 2 && clientY >= top && clientY <= bottom;
  return isOnRow ? { x: clientX, y: clientY } : { x: left + 40, y: bottom };
}

export function rowElement(grid: HTMLElement | null, index: number): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}
