// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { TokenObject } from '../../../shared/schemas/token.ts';
import { maxTokenObjectsPage } from '../../../shared/ipc/calls/token-objects.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

/** What lies on one token, as far as it has been read. */
export interface TokenObjects {
  readonly tokenId: string;
  readonly objects: readonly TokenObject[];
  readonly complete: boolean;
  /** Private objects may be missing: no PIN was given. */
  readonly publicOnly: boolean;
  readonly readAt: string;
}

interface TokenObjectsState {
  readonly shown: TokenObjects | null;
  readonly error: AppError | null;
  readonly reading: boolean;
}

/** Mirror of the objects of the token on screen. */
export const useTokenObjects = create<TokenObjectsState>()(() => ({ shown: null, error: null, reading: false }));

/** The first rows are few, so that they come early; the others come in the largest pages that main gives. */
const firstRows = 50;
/** A module that is slower than its answers is not asked in a tight loop (milliseconds). */
const pauseMs = 150;

let asked = 0;

/** Reads all objects of a token; each stretch shows as it arrives. `fresh` has the token read anew. */
export async function loadTokenObjects(tokenId: string, fresh: boolean): Promise<void> {
  asked += 1;
  const number = asked;
  if (useTokenObjects.getState().shown?.tokenId !== tokenId) useTokenObjects.setState({ shown: null });
  useTokenObjects.setState({ reading: true, error: null });
  try {
    const arrivedInParts = await readAll(tokenId, fresh, () => number === asked);
    // Which objects belong together is known for sure only when all were read.
    if (arrivedInParts && number === asked) await readAll(tokenId, false, () => number === asked);
  } catch (error) {
    if (number === asked) useTokenObjects.setState({ error: toAppError(error) });
  } finally {
    if (number === asked) useTokenObjects.setState({ reading: false });
  }
}

/** Returns whether rows were shown before the last was read. */
async function readAll(tokenId: string, fresh: boolean, current: () => boolean): Promise<boolean> {
  let objects: readonly TokenObject[] = [];
  let inParts = false;
  const before = useTokenObjects.getState().shown;
  for (;;) {
    const first = objects.length === 0;
    const answer: CallOutput<'tokens.objects'> = await ipc('tokens.objects', {
      tokenId,
      fresh: fresh && first && !inParts,
      offset: objects.length,
      limit: first && before === null ? firstRows : maxTokenObjectsPage,
    });
    if (!current()) return false;
    const { complete, publicOnly, readAt, read } = answer;
    objects = [...objects, ...answer.objects];
    const all = complete && (objects.length >= read || answer.objects.length === 0);
    // What was on screen stays until there is more than it: rows do not vanish and come back.
    if (all || objects.length > (before?.objects.length ?? 0)) {
      useTokenObjects.setState({ shown: { tokenId, objects, complete: all, publicOnly, readAt } });
    }
    if (all) return inParts;
    inParts ||= !complete;
    if (answer.objects.length === 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** Nobody looks at them any more. */
export function forgetTokenObjects(): void {
  asked += 1;
  useTokenObjects.setState({ shown: null, error: null, reading: false });
}
