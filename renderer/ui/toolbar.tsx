// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent, ReactNode } from 'react';
import css from './layout.module.css';

/** One Tab stop. The left and right arrow keys move between its controls. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="toolbar" aria-label={label} className={css.unboxed} onKeyDownCapture={keyDown}>
      {children}
    </div>
  );
}

function keyDown(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget: bar, target, key } = event;
  // React also delivers keys from an open menu here.
  if (!bar.contains(target as Node) || event.ctrlKey || event.altKey || event.metaKey) return;
  const controls = [...bar.querySelectorAll<HTMLElement>('button:enabled, input:enabled')];
  // Focus the outermost control, so that Tab leaves the toolbar.
  if (key === 'Tab') controls.at(event.shiftKey ? 0 : -1)?.focus();
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
  event.preventDefault();
  event.stopPropagation();
  const at = controls.indexOf(target as HTMLElement) + (key === 'ArrowRight' ? 1 : -1);
  if (at >= 0) controls[at]?.focus();
}
