// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createListSearch } from '../../../main/certificates/list-search.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { makeManyCertificates, nameOf } from '../../support/vault/many-certificates.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';

const { certificates } = makeManyCertificates(600);
const origin = { via: 'file', fileName: 'Ｍany.PEM', path: null, downloadedFrom: null } as const;

async function fullVault() {
  const vault = newTestVault();
  await vault.importItems({ certificates, keys: [], origin });
  return { vault, asked: countQueries(vault) };
}

function countQueries(vault: Vault): { searches: number } {
  const asked = { searches: 0 };
  const before = vault.searchIds;
  vault.searchIds = (search) => {
    asked.searches += 1;
    return before.call(vault, search);
  };
  return asked;
}

function viewOf(vault: Vault) {
  const rows = vault.listRows({ search: '' });
  const indexes = new Map(rows.map(({ sha256 }, index) => [sha256, index]));
  return {
    rows,
    ownIndexes: [...rows.keys()],
    foldedElsewhere: new Map<number, string>(),
    indexOf: (sha256: string) => indexes.get(sha256),
  };
}

async function untilRead(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await setImmediate();
}

describe('the search of the list', () => {
  test('[L02] [L07] finds in memory what the database finds, word by word, in any case and width', async () => {
    const { vault, asked } = await fullVault();
    const view = viewOf(vault);
    const search = createListSearch();
    expect(search.find(vault, view, '  ')).toBeNull();
    search.find(vault, view, 'a');
    await untilRead();
    expect(asked.searches).toBe(1);
    const [first] = view.rows;
    const words = [
      nameOf(3),
      `${nameOf(3).slice(0, 2)} 1`,
      'ＭANY',
      'many.pem 示例',
      first?.sha256 ?? '',
      first?.sha256.slice(0, 3) ?? '',
      first?.serial ?? '',
      '7',
      '%',
      '_',
      'no such',
    ];
    for (const word of words) {
      const found = search.find(vault, view, word)?.map((index) => view.rows[index]?.sha256);
      expect(found, word).toEqual(vault.listRows({ search: word }).map(({ sha256 }) => sha256));
    }
    expect(asked.searches).toBe(1);
  });

  test('[L02] [L07] finds the same before the texts are loaded', async () => {
    const { vault, asked } = await fullVault();
    const view = viewOf(vault);
    const search = createListSearch();
    const early = ['1', '12'].map((word) => search.find(vault, view, word));
    expect(asked.searches).toBe(2);
    await untilRead();
    expect(['1', '12'].map((word) => search.find(vault, view, word))).toEqual(early);
    expect(asked.searches).toBe(2);
  });

  test('[L02] [L06] a change is found at once even if the texts were read before it', async () => {
    const { vault } = await fullVault();
    const before = viewOf(vault);
    const search = createListSearch();
    expect(search.find(vault, before, '网银')).toEqual([]);
    await untilRead();
    await vault.tag([before.rows[5]?.sha256 ?? ''], { add: ['网银'], remove: [] });
    const after = viewOf(vault);
    expect(search.find(vault, after, '网银')).toEqual([5]);
    await untilRead();
    expect(search.find(vault, after, '网银')).toEqual([5]);
  });

  test('[L02] [L07] a vault that closes while its texts are read causes no error', async () => {
    const { vault } = await fullVault();
    createListSearch().find(vault, viewOf(vault), '1');
    vault.close();
    await untilRead();
  });
});
