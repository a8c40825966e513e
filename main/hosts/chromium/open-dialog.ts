// SPDX-License-Identifier: Apache-2.0
import type { CDPSession } from 'playwright-core';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { FileFilter, PathReading } from '../host.ts';

/** Files queried at the same time. */
const batch = 64;

/** Runs in the isolated world, hidden from page scripts. Returns absolute paths. */
export async function openFileDialog(
  session: CDPSession,
  worldId: number,
  filters: readonly FileFilter[],
  reading?: PathReading,
): Promise<string[]> {
  const picked = await session.send('Runtime.callFunctionOn', {
    executionContextId: worldId,
    functionDeclaration: '(accept) => certstewardPickFiles(accept)',
    arguments: [{ value: acceptOf(filters) }],
    userGesture: true,
    awaitPromise: true,
  });
  const listId = picked.result.objectId;
  if (picked.exceptionDetails || listId === undefined) throw new Error('the file dialog could not be opened');
  const { result: properties } = await session.send('Runtime.getProperties', { objectId: listId, ownProperties: true });
  const files = properties.flatMap(({ name, value }) =>
    /^\d+$/.test(name) && value?.objectId ? [value.objectId] : [],
  );
  const paths: string[] = [];
  // Locking aborts too, but must not lose a choice made in a dialog that was open then.
  const signal = reading?.signal.aborted === false ? reading.signal : null;
  while (paths.length < files.length) {
    if (signal?.aborted === true) break;
    if (files.length > batch) reading?.onRead(paths.length, files.length);
    const asked = files.slice(paths.length, paths.length + batch);
    const answers = await Promise.all(asked.map(async (objectId) => session.send('DOM.getFileInfo', { objectId })));
    paths.push(...answers.map(({ path }) => path));
  }
  await session.send('Runtime.releaseObject', { objectId: listId });
  if (signal?.aborted === true) throw new AppError('cancelled');
  return paths;
}

export function acceptOf(filters: readonly FileFilter[]): string {
  const extensions = filters.flatMap((filter) => filter.extensions).filter((extension) => extension !== '*');
  return extensions.map((extension) => `.${extension}`).join(',');
}
