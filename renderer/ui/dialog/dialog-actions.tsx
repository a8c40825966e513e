// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, createContext, use } from 'react';
import { createPortal } from 'react-dom';

/** The dialog's footer, which each step fills. */
export const DialogFoot = createContext<HTMLElement | null>(null);

export function DialogActions({ children }: { readonly children: ReactNode }) {
  const foot = use(DialogFoot);
  return foot === null ? null : createPortal(children, foot);
}
