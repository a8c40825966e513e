// SPDX-License-Identifier: Apache-2.0
export type GridMove = { readonly to: number; readonly extend: boolean };
export type GridAction = 'open' | 'tick' | 'delete' | 'all' | 'leave' | 'heading';

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function gridKey(
  press: KeyPress,
  at: { readonly active: number; readonly rowCount: number; readonly perPage: number },
): GridMove | GridAction | null {
  const { key, shiftKey: extend, altKey } = press;
  const command = press.ctrlKey || press.metaKey;
  const last = at.rowCount - 1;
  if (altKey) return null;
  if (command && !extend && key.toLowerCase() === 'a') return 'all';
  if (command && key !== 'Home' && key !== 'End') return null;
  if (key === 'Escape') return 'leave';
  if (last < 0) return null;
  const to = (row: number): GridMove => ({ to: Math.max(0, Math.min(last, row)), extend });
  switch (key) {
    case 'ArrowDown':
      return to(at.active + 1);
    case 'ArrowUp':
      return at.active === 0 && !extend ? 'heading' : to(at.active - 1);
    case 'PageDown':
      return to(at.active + at.perPage);
    case 'PageUp':
      return to(at.active - at.perPage);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'Enter':
      return 'open';
    case ' ':
      return 'tick';
    case 'Delete':
      return 'delete';
    default:
      return null;
  }
}
