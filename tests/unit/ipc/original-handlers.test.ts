// SPDX-License-Identifier: Apache-2.0
import { lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { originalHandlers } from '../../../main/ipc/handlers/backup/original-handlers.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { createPageHandles } from '../../../main/ipc/page-handles.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[D05] [U05] moving files to the trash reports progress, and stops before the next file once cancelled', async () => {
  const folder = temporaryFolder();
  const held = createPageHandles();
  const fileIds = ['a.pfx', 'b.pfx', 'c.pfx', 'd.pfx'].map((name) => {
    const path = join(folder, name);
    writeFileSync(path, name);
    const { dev: device, ino: inode, mtimeNs, ctimeNs } = lstatSync(path, { bigint: true });
    return held.originals.hold({ path, device, inode, modifiedNs: mtimeNs, changedNs: ctimeNs });
  });
  const abort = new AbortController();
  const trashed: string[] = [];
  const host = {
    canTrash: true,
    trashFile: async (path: string) => {
      trashed.push(path);
      if (trashed.length === 2) abort.abort();
      await Promise.resolve();
    },
  };
  const handlers = originalHandlers({ host, held, services: {} } as unknown as HandlerParts);
  const seen: [number | null, string][] = [];
  const context = { signal: abort.signal, progress: (...each: [number | null, string]) => void seen.push(each) };
  expect(await handlers.trashOriginals({ fileIds }, context)).toEqual({ gone: fileIds.slice(0, 2), failed: null });
  expect(trashed).toEqual([join(folder, 'a.pfx'), join(folder, 'b.pfx')]);
  expect(seen).toEqual([
    [0, 'trashing'],
    [0.25, 'trashing'],
  ]);
});
