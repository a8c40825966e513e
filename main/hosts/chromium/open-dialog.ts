// SPDX-License-Identifier: Apache-2.0
import type { CDPSession } from 'playwright-core';
import type { FileFilter } from '../host.ts';

/** Runs in the isolated world, hidden from page scripts. Returns absolute paths. */
export async function openFileDialog(
  session: CDPSession,
  worldId: number,
  filters: readonly FileFilter[],
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
  const paths = [];
  for (const objectId of files) paths.push((await session.send('DOM.getFileInfo', { objectId })).path);
  await session.send('Runtime.releaseObject', { objectId: listId });
  return paths;
}

export function acceptOf(filters: readonly FileFilter[]): string {
  const extensions = filters.flatMap((filter) => filter.extensions).filter((extension) => extension !== '*');
  return extensions.map((extension) => `.${extension}`).join(',');
}
