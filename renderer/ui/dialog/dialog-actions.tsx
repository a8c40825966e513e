// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, createContext, use } from 'react';
import { createPortal } from 'react-dom';

export const DialogFoot = createContext<HTMLElement | null>(null);

export function DialogActions({ children }: { readonly children: ReactNode }) {
  const foot = use(DialogFoot);
  return foot === null ? null : createPortal(children, foot);
}
