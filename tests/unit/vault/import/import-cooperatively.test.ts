// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openVault } from '../../../../main/vault/open-vault.ts';
import type { Vault } from '../../../../main/vault/vault.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import { makeManyCertificates } from '../../../support/vault/many-certificates.ts';
import { pauseAtEachStep } from '../../../support/vault/pausing-steps.ts';
import { makeSealedVault, unlockCopy } from '../../../support/vault/sealed-vault.ts';
import { newTestVault } from '../../../support/vault/vault-fixture.ts';
import { testVaultOptions } from '../../../support/vault/vault-test-options.ts';

const origin = { via: 'file', fileName: 'many.pem', path: null, downloadedFrom: null } as const;
const { certificates } = makeManyCertificates(3000);
const opened: Vault[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const vault of opened.splice(0)) vault.close();
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

describe('a large import', () => {
  test('[K08] yields the thread repeatedly, and shows nothing before it is complete', async () => {
    const vault = newTestVault();
    opened.push(vault);
    const second = openVault(vault.folder, testVaultOptions());
    opened.push(second);
    const seen = new Set<number>();
    const state = { done: false };
    const importing = vault.importItems({ certificates, keys: [], origin }).finally(() => (state.done = true));
    let count = 0;
    while (!state.done) {
      await setImmediate();
      count += 1;
      seen.add(vault.knownOf(certificates.map(({ fields }) => fields.sha256)).length);
      seen.add(second.knownOf(certificates.map(({ fields }) => fields.sha256)).length);
    }
    expect((await importing).added).toHaveLength(3000);
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 3000]);
    expect(count).toBeGreaterThan(4);
    expect(vault.revision).toBe(1);
  });

  test('[K08] delays other changes of this process, and loses none', async () => {
    const vault = newTestVault();
    opened.push(vault);
    const [first] = certificates;
    const { certificate } = await makeIdentity('CN=in between');
    const results = await Promise.all([
      vault.importItems({ certificates, keys: [], origin }),
      vault.importItems({ certificates: [certificate], keys: [], origin }),
      vault.importItems({ certificates: certificates.slice(0, 500), keys: [], origin }),
    ]);
    // Two imports share 500 certificates, which the first of them adds.
    expect(results.reduce((sum, { added }) => sum + added.length, 0)).toBe(3001);
    await vault.tag([first?.fields.sha256 ?? ''], { add: ['mine'], remove: [] });
    expect(vault.listRows({ search: 'mine' })).toHaveLength(1);
    expect((await vault.activity.verify()).findings).toEqual([]);
  });

  test('[K08] keeps both of two simultaneous small changes', async () => {
    const vault = newTestVault();
    opened.push(vault);
    const shas = certificates.slice(0, 2).map(({ fields }) => fields.sha256);
    await vault.importItems({ certificates: certificates.slice(0, 2), keys: [], origin });
    await Promise.all(shas.map(async (sha256) => vault.tag([sha256], { add: ['mine'], remove: [] })));
    expect(vault.listRows({ search: 'mine' })).toHaveLength(2);
  });

  test('[K07] is covered by the seal of an unlocked vault, and so are later changes', async () => {
    const { folder } = await makeSealedVault();
    const vault = await unlockCopy(folder);
    await vault.importItems({ certificates, keys: [(await makeIdentity('CN=key')).key], origin });
    expect((await vault.status()).seal).toBe('sealed');
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    await vault.importItems({ certificates: [(await makeIdentity('CN=after')).certificate], keys: [], origin });
    expect(await vault.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    const { entries, sealedUpTo } = vault.activity.list(null, 1);
    expect(sealedUpTo).toBe(entries[0]?.seq);
    vault.close();
    expect(await (await unlockCopy(folder)).activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[K07] stays unsealed after a lock in the middle, until the next unlock', async () => {
    const { folder } = await makeSealedVault();
    const vault = await unlockCopy(folder);
    const importing = vault.importItems({ certificates, keys: [], origin });
    pauseAtEachStep();
    await turns(5);
    vault.lock();
    expect((await importing).added).toHaveLength(3000);
    expect((await vault.status()).seal).toBe('unsealed');
    vault.close();
    expect(await (await unlockCopy(folder)).activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[K08] leaves nothing in a vault that is closed in the middle', async () => {
    const vault = newTestVault();
    const importing = vault.importItems({ certificates, keys: [], origin });
    pauseAtEachStep();
    await turns(5);
    vault.close();
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' });
    const again = openVault(vault.folder, testVaultOptions());
    opened.push(again);
    expect(again.listRows({ search: '' })).toEqual([]);
    expect((await again.activity.verify()).findings).toEqual([]);
  });
});
