// SPDX-License-Identifier: Apache-2.0
import { fileBase64 } from '../../lib/file-bytes.ts';
import { ipc } from '../../lib/ipc.ts';
import type { ImportSource } from '../../state/imports-store.ts';

export async function toDraft(source: ImportSource): Promise<string> {
  if (source.kind === 'draft') return source.draftId;
  if (source.kind === 'text') return (await ipc('imports.paste', { text: source.text })).draftId;
  const base64 = await fileBase64(source.file);
  return (await ipc('imports.drop', { fileName: source.file.name.slice(0, 400), base64 })).draftId;
}

export function discardDraft(draftId: string | null): void {
  // Drafts expire in main: a failed discard is harmless.
  if (draftId !== null) void ipc('imports.discard', { draftId }).catch(() => undefined);
}
