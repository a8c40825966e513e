// SPDX-License-Identifier: Apache-2.0
import { maxTrashedAtOnce } from '../../../shared/domain/backup/backup-states.ts';
import { expect, test } from 'vitest';
import { placeOfToken } from '../../../shared/domain/backup/backup-place-kinds.ts';
import { createPageHandles } from '../../../main/ipc/page-handles.ts';
import { backupReaches } from '../../../main/ipc/reaches/backup-reaches.ts';
import type { Services } from '../../../main/services.ts';

test('[X11] [T04] a permission for a token without a serial names it like its backups', async () => {
  const token = { id: 'a'.repeat(64), label: 'Card', serial: '' };
  const services = {
    vault: { status: async () => ({ vaultId: 'v', protectors: [] }) },
    tokens: { list: async () => ({ tokens: [token] }) },
  } as unknown as Services;
  const reaches = backupReaches(services, createPageHandles(), { pathOf: () => '' });
  const place = { kind: 'token', tokenId: token.id, pin: '1', confirmedLastTry: false } as const;
  const input = { scope: null, place, protection: { kind: 'vault' } };
  const described = await reaches['backups.create'](
    input as unknown as Parameters<(typeof reaches)['backups.create']>[0],
  );
  expect(described?.standing.map(({ subject }) => subject['destination'])).toEqual(
    Array.from({ length: 2 }, () => placeOfToken({ serial: '', tokenId: token.id })),
  );
});

test('[X11] [B01] the question about a backup also names an unconfirmed recovery code', async () => {
  const protectors = [{ kind: 'passphrase' }, { kind: 'recovery-code' }];
  const services = {
    vault: { status: async () => ({ vaultId: 'v', protectors, recoverySaved: false }) },
    tokens: { list: async () => ({ tokens: [{ id: 'a', label: 'Card', serial: '1' }] }) },
  } as unknown as Services;
  const reaches = backupReaches(services, createPageHandles(), { pathOf: () => '' });
  const place = { kind: 'token', tokenId: 'a', pin: '1', confirmedLastTry: false } as const;
  const asked = (['vault', 'own'] as const).map(async (kind) => {
    const input = { scope: null, place, protection: { kind } };
    return await reaches['backups.create'](input as unknown as Parameters<(typeof reaches)['backups.create']>[0]);
  });
  const named = (await Promise.all(asked)).map((each) => each?.facts.find(([label]) => label === 'protection')?.[1]);
  expect(named).toEqual(['passphrase-recovery', 'own-recovery']);
});

test('[X11] [D05] one question for all original files names their number', async () => {
  const handles = createPageHandles();
  const seen = { device: 1n, inode: 1n, modifiedNs: 1n, changedNs: 1n };
  const fileIds = ['a.pfx', 'b.pfx'].map((path) => handles.originals.hold({ ...seen, path }));
  const reaches = backupReaches({} as Services, handles, { pathOf: () => '' });
  const factsOf = async (ids: string[]) => (await reaches['backups.trashOriginals']({ fileIds: ids }))?.facts;
  const files = [
    ['file', 'a.pfx'],
    ['file', 'b.pfx'],
  ];
  expect(await factsOf(fileIds)).toEqual([['files', '2'], ...files]);
  expect(await factsOf(fileIds.slice(0, 1))).toEqual(files.slice(0, 1));
  const many = Array.from({ length: maxTrashedAtOnce }, (_each, at) => `${at}.pfx`);
  const facts = await factsOf(many.map((path) => handles.originals.hold({ ...seen, path })));
  expect(facts).toEqual([['files', String(many.length)], ...many.map((path) => ['file', path])]);
});
