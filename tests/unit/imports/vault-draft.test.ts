// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDrafts } from '../../../main/imports/drafts.ts';
import { withDraftFile } from '../../../main/imports/vault-draft.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { privateFileMode } from '../../support/system.ts';

const dropped = { via: 'drop', fileName: 'a.vault', path: null, downloadedFrom: null } as const;

function draftOf(bytes: Uint8Array, path: string | null) {
  const drafts = createDrafts();
  return drafts.get(drafts.add(bytes, { ...dropped, path }));
}

describe('[K09] the vault file of a draft', () => {
  test('is a private copy beside the vault if it has no path, removed after reading', async () => {
    const folder = join(temporaryFolder(), 'data');
    const seen = await withDraftFile(draftOf(Buffer.from('bytes'), null), folder, async (path) => ({
      inside: path.startsWith(folder),
      mode: statSync(path).mode & 0o777,
      text: readFileSync(path, 'utf8'),
    }));
    expect(seen).toEqual({ inside: true, mode: privateFileMode, text: 'bytes' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is also removed when reading fails', async () => {
    const folder = join(temporaryFolder(), 'data');
    const fail = async () => await Promise.reject(new Error('damaged'));
    await expect(withDraftFile(draftOf(Buffer.from('bytes'), null), folder, fail)).rejects.toThrow('damaged');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is read in place if it has a path', async () => {
    const folder = join(temporaryFolder(), 'data');
    expect(await withDraftFile(draftOf(Buffer.from('x'), '/usb/a.vault'), folder, async (path) => path)).toBe(
      '/usb/a.vault',
    );
  });
});
