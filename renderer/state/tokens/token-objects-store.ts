// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { maxTokenObjectsPage } from '../../../shared/domain/token-objects.ts';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { Token, TokenObject } from '../../../shared/schemas/token.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { openDialog } from '../dialogs/dialogs-store.ts';
import { useRoute } from '../route-store.ts';
import { openToken } from './tokens-store.ts';

export interface TokenObjects {
  readonly tokenId: string;
  readonly objects: readonly TokenObject[];
  readonly complete: boolean;
  readonly publicOnly: boolean;
  readonly readAt: string;
}

interface TokenObjectsState {
  readonly shown: TokenObjects | null;
  readonly error: AppError | null;
  readonly reading: boolean;
  readonly copying: boolean;
}

export const useTokenObjects = create<TokenObjectsState>()(() => ({
  shown: null,
  error: null,
  reading: false,
  copying: false,
}));

/** The small first page shows rows sooner. */
const firstRows = 50;
/** Delay (ms) between polls of a slow module. */
const pauseMs = 150;

let asked = 0;

/** Resolves to false if a later reading superseded this one. */
export async function loadTokenObjects(tokenId: string, fresh: boolean): Promise<boolean> {
  asked += 1;
  const number = asked;
  if (useTokenObjects.getState().shown?.tokenId !== tokenId) useTokenObjects.setState({ shown: null });
  useTokenObjects.setState({ reading: true, error: null });
  try {
    const arrivedInParts = await readAll(tokenId, fresh, () => number === asked);
    // Read again: grouping is certain only once all objects are known.
    if (arrivedInParts && number === asked) await readAll(tokenId, false, () => number === asked);
  } catch (error) {
    if (number === asked) useTokenObjects.setState({ error: toAppError(error) });
  } finally {
    if (number === asked) useTokenObjects.setState({ reading: false });
  }
  return number === asked;
}

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
    // Keep the old rows until the new list is longer, to avoid flicker.
    if (all || objects.length > (before?.objects.length ?? 0)) {
      useTokenObjects.setState({ shown: { tokenId, objects, complete: all, publicOnly, readAt } });
    }
    if (all) return inParts;
    inParts ||= !complete;
    if (answer.objects.length === 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** If the certificates can't be read, opens the token's page, which says why. */
export async function copyToVault(token: Token): Promise<void> {
  if (useTokenObjects.getState().copying) return;
  const { room } = useRoute.getState();
  useTokenObjects.setState({ copying: true });
  const isLatest = await loadTokenObjects(token.id, true);
  useTokenObjects.setState({ copying: false });
  if (!isLatest || useRoute.getState().room !== room) return;
  const { shown, error } = useTokenObjects.getState();
  if (error === null && shown?.tokenId === token.id) await openDialog('tokens.take-in', { token });
  else openToken(token.serial);
}

export function forgetTokenObjects(): void {
  asked += 1;
  useTokenObjects.setState({ shown: null, error: null, reading: false });
}
