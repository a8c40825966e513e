// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import type { TakenDraft } from '../../../../shared/schemas/certificates/import-results.ts';
import type { Diagnosis, FileKind } from '../../../../shared/schemas/certificates/inspection.ts';
import type { ImportSource } from '../../../state/imports-store.ts';

export interface ManyFile {
  readonly id: number;
  readonly source: ImportSource;
  readonly name: string;
  readonly state: ManyState;
}

type ManyState =
  | { readonly name: 'waiting' }
  | { readonly name: 'taken'; readonly added: number; readonly keysAdded: number; readonly keysLeftOut: number }
  | { readonly name: 'left'; readonly kind: FileKind; readonly diagnosis: Diagnosis; readonly tries: number }
  | { readonly name: 'failed'; readonly code: ErrorCode };

export const waiting: ManyState = { name: 'waiting' };

export const categories = ['imported', 'known', 'password', 'damaged', 'own', 'none', 'failed', 'waiting'] as const;
export type Category = (typeof categories)[number];

export function categoryOf({ state }: ManyFile): Category {
  if (state.name === 'taken') return state.added + state.keysAdded > 0 ? 'imported' : 'known';
  if (state.name !== 'left') return state.name;
  if (state.kind === 'vault' || state.kind === 'backup') return 'own';
  switch (state.diagnosis.code) {
    case 'needs-password':
    case 'wrong-password':
      return 'password';
    case 'damaged':
    case 'key-mismatch':
      return 'damaged';
    // A request or CRL opens but can't be stored.
    case 'opened':
    case 'not-a-certificate-file':
      return 'none';
    case 'unsupported-algorithm':
    case 'wrong-key':
    case 'enveloped-key':
    case 'enveloped-data':
    case 'limit-exceeded':
      return 'failed';
  }
}

export function isListed(file: ManyFile): boolean {
  return file.state.name !== 'taken' || file.state.keysLeftOut > 0;
}

export function countsOf(files: readonly ManyFile[]): Readonly<Record<Category, number>> {
  const counts = Object.fromEntries(categories.map((category) => [category, 0])) as Record<Category, number>;
  for (const file of files) counts[categoryOf(file)] += 1;
  return counts;
}

export function afterTake(file: ManyFile, result: TakenDraft, withPassword: boolean): ManyFile {
  if (result.state === 'failed') return { ...file, state: { name: 'failed', code: result.code } };
  if (result.state === 'left') {
    const before = file.state.name === 'left' ? file.state.tries : 0;
    const { kind, diagnosis } = result;
    return { ...file, state: { name: 'left', kind, diagnosis, tries: before + (withPassword ? 1 : 0) } };
  }
  const { added, keysAdded, keysLeftOut } = result;
  return { ...file, state: { name: 'taken', added, keysAdded, keysLeftOut } };
}

/** Limits per call, so that other calls get a turn and memory for dropped files stays bounded. */
const maxFiles = 16;
const maxBytes = 8 * 1024 * 1024;

export function nextChunk(files: readonly ManyFile[]): readonly ManyFile[] {
  const chunk: ManyFile[] = [];
  let bytes = 0;
  for (const file of files.slice(0, maxFiles)) {
    bytes += file.source.kind === 'file' ? file.source.file.size : 0;
    if (chunk.length > 0 && bytes > maxBytes) break;
    chunk.push(file);
  }
  return chunk;
}
