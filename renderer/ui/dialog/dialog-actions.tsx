// SPDX-License-Identifier: Apache-2.0
import { Children, Fragment, type PropsWithChildren, type ReactNode, createContext, isValidElement, use } from 'react';
import { createPortal } from 'react-dom';
import { isWindows } from '../../lib/shortcuts.ts';

export const DialogFoot = createContext<HTMLElement | null>(null);

/** Write buttons as on macOS and GNOME: Cancel, then the main button. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  const foot = use(DialogFoot);
  return foot === null ? null : createPortal(isWindows() ? mainFirst(children) : children, foot);
}

/** Moves elements, because Tab follows the document. */
function mainFirst(children: ReactNode): ReactNode {
  const places = { before: 0, main: 1, other: 2 };
  const inside = Children.toArray(children).map((child) =>
    isValidElement<PropsWithChildren>(child) && child.type === Fragment ? child.props.children : child,
  );
  return Children.toArray(inside).toSorted((a, b) => places[placeOf(a)] - places[placeOf(b)]);
}

function placeOf(child: ReactNode): 'before' | 'main' | 'other' {
  if (!isValidElement<{ readonly look?: string }>(child)) return 'other';
  if (typeof child.type === 'string') return 'before';
  return child.props.look === 'primary' || child.props.look === 'danger' ? 'main' : 'other';
}
