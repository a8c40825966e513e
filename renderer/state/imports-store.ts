// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { isDialogOpen, openDialog } from './dialogs/dialogs-store.ts';

export type ImportSource =
  | { readonly kind: 'draft'; readonly draftId: string; readonly fileName?: string }
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly text: string };

interface ImportsState {
  /** Not yet taken over by the dialog. */
  readonly waiting: readonly ImportSource[];
}

export const useImports = create<ImportsState>()(() => ({ waiting: [] }));

/** Adds to an import that is open. */
export function openImport(sources: readonly ImportSource[] = []): void {
  const isOpen = isDialogOpen('import');
  useImports.setState(({ waiting }) => ({ waiting: isOpen ? [...waiting, ...sources] : sources }));
  if (!isOpen) void openDialog('import');
}

export function takeWaiting(): readonly ImportSource[] {
  const { waiting } = useImports.getState();
  useImports.setState({ waiting: [] });
  return waiting;
}
