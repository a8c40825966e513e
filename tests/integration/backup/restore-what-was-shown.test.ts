// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { createPageHandles } from '../../../main/ipc/page-handles.ts';
import { backupFileHandlers } from '../../../main/ipc/handlers/backup/backup-file-handlers.ts';
import type { CallContext } from '../../../main/ipc/handler-types.ts';
import { openBackupBench } from '../../support/drives/backup-bench.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const password = 'a backup of its own';
const context = { signal: new AbortController().signal, progress: () => undefined } as unknown as CallContext;

test('[B03] refuses to restore a backup that replaced the one shown', async () => {
  const folder = temporaryFolder();
  const bench = await openBackupBench(join(folder, 'vault'), 1);
  try {
    const { backups, vault } = bench.services;
    const create = async (name: string) => {
      const to = join(folder, name);
      mkdirSync(to);
      const { row } = await backups.create({
        scope: { kind: 'all' },
        protection: { kind: 'own', password },
        recoveryCode: null,
        place: { kind: 'folder', folder: to },
      });
      return join(row.place, row.fileName);
    };
    const first = await create('first');
    const { certificate, key } = await makeIdentity('CN=somebody else');
    const origin = { via: 'file', fileName: 'x.p12', path: null, downloadedFrom: null } as const;
    const open = await vault.require();
    await open.importItems({ certificates: [certificate], keys: [key], origin });
    const second = await create('second');

    const path = join(folder, 'chosen.tar');
    copyFileSync(first, path);
    const held = createPageHandles();
    const handlers = backupFileHandlers({ services: bench.services, held } as HandlerParts);
    const fileId = held.backups.hold({ path });
    const asked = { fileId, secret: { kind: 'passphrase', secret: password }, access: null } as const;
    const restore = async () => await handlers.restore({ ...asked, choices: [] }, context);
    await expect(restore()).rejects.toMatchObject({ code: 'draft-expired' });
    await handlers.preview(asked, context);
    copyFileSync(second, path);
    const before = [open.revision, open.backups.list()];
    await expect(restore()).rejects.toMatchObject({ code: 'backup-damaged', details: { problem: 'changed' } });
    expect([open.revision, open.backups.list()]).toEqual(before);

    await handlers.preview(asked, context);
    expect(await restore()).toMatchObject({ added: [], known: expect.arrayContaining([certificate.fields.sha256]) });
  } finally {
    bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('[B03] a backup received as bytes is restored without recording the path of its temporary copy', async () => {
  const folder = temporaryFolder();
  const open = async (name: string) => {
    const bench = await openBackupBench(join(folder, name), 1);
    onTestFinished(() => bench.close());
    return bench.services;
  };
  const [old, fresh] = [await open('old'), await open('fresh')];
  const { certificate, key } = await makeIdentity('CN=张三');
  const { sha256 } = certificate.fields;
  const origin = { via: 'file', fileName: 'x.p12', path: null, downloadedFrom: null } as const;
  const vault = await fresh.vault.require();
  for (const each of [await old.vault.require(), vault]) {
    await each.importItems({ certificates: [certificate], keys: [key], origin });
  }
  const place = { kind: 'folder', folder } as const;
  const protection = { kind: 'own', password } as const;
  const { row } = await old.backups.create({ scope: { kind: 'all' }, protection, recoveryCode: null, place });

  const bytes = new Uint8Array(readFileSync(join(row.place, row.fileName)));
  const dropped = { via: 'drop', fileName: row.fileName, path: null, downloadedFrom: null } as const;
  const held = createPageHandles();
  const handlers = backupFileHandlers({ services: fresh, held } as HandlerParts);
  const { fileId } = await handlers.openDraft({ draftId: fresh.imports.addBytes(bytes, dropped) });
  const asked = { fileId, secret: { kind: 'passphrase', secret: password }, access: null } as const;
  await handlers.preview(asked, context);
  expect(await handlers.restore({ ...asked, choices: [] }, context)).toMatchObject({ known: [sha256] });
  expect(vault.backups.list()).toEqual([]);
  expect(vault.originsOf(sha256)).toContainEqual(
    expect.objectContaining({ via: 'backup', fileName: row.fileName, path: null }),
  );
});
