// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

export type ImportSource =
  | { readonly kind: 'draft'; readonly draftId: string; readonly fileName?: string }
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly text: string };

interface ImportsState {
  readonly isOpen: boolean;
  /** Not yet taken over by the dialog. */
  readonly waiting: readonly ImportSource[];
}

export const useImports = create<ImportsState>()(() => ({ isOpen: false, waiting: [] }));

export function openImport(sources: readonly ImportSource[] = []): void {
  useImports.setState(({ waiting }) => ({ isOpen: true, waiting: [...waiting, ...sources] }));
}

export function takeWaiting(): readonly ImportSource[] {
  const { waiting } = useImports.getState();
  useImports.setState({ waiting: [] });
  return waiting;
}

export function closeImport(): void {
  useImports.setState({ isOpen: false, waiting: [] });
}
