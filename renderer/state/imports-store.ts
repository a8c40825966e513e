// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { maxImportBytes } from '../../shared/domain/imports/import-limits.ts';
import { ipc } from '../lib/ipc.ts';
import { isDialogOpen, openDialog } from './dialogs/dialogs-store.ts';

export type ImportSource =
  | { readonly kind: 'draft'; readonly draftId: string; readonly fileName?: string; readonly forGuide?: true }
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly text: string };

interface ImportsState {
  readonly waiting: readonly ImportSource[];
}

export const useImports = create<ImportsState>()(() => ({ waiting: [] }));

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

export async function toDraft(source: ImportSource): Promise<string> {
  if (source.kind === 'draft') return source.draftId;
  if (source.kind === 'text') return (await ipc('imports.paste', { text: source.text })).draftId;
  const base64 = await fileBase64(source.file);
  return (await ipc('imports.drop', { fileName: source.file.name.slice(0, 400), base64 })).draftId;
}

export function discardDraft(draftId: string | null): void {
  // Main also expires drafts, so a failed discard is harmless.
  if (draftId !== null) void ipc('imports.discard', { draftId }).catch(() => undefined);
}

/** Returns Base64. Errors: `file-too-large`, before reading; `file-unreadable`, also for a folder. */
export function fileBase64(file: File): Promise<string> {
  if (file.size > maxImportBytes) return Promise.reject(new AppError('file-too-large', { file: file.name }));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => reject(new AppError('file-unreadable', { file: file.name })));
    reader.addEventListener('load', () => {
      const url = reader.result as string;
      // Some engines omit the comma for empty files.
      resolve(url.includes(',') ? url.slice(url.indexOf(',') + 1) : '');
    });
    reader.readAsDataURL(file);
  });
}
