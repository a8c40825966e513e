// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useVaultSearch } from '../../../renderer/state/vault/use-vault-search.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installBridge, Refusal } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';

type Page = CallOutput<'certificates.page'>;

const all = sampleCertificates(Date.now(), 5);
const found = (count: number): Page => ({ ...pageOf(all.slice(0, count)), rowCount: 5 });

beforeEach(async () => await startI18n('en'));
afterEach(cleanup);

/** Each search waits for the test's answer. */
async function openSearch(withKey: boolean) {
  const answers = new Map<string, PromiseWithResolvers<Page>>();
  const bridge = installBridge({
    'certificates.page': async ({ input }) => {
      const { search } = (input as CallInput<'certificates.page'>).query;
      const answer = Promise.withResolvers<Page>();
      answers.set(search, answer);
      return await answer.promise;
    },
  });
  const { result } = renderHook(() => useVaultSearch(3, withKey));
  return {
    bridge,
    shown: () => result.current,
    type: async (search: string) => act(async () => result.current.setSearch(search)),
    answer: async (search: string, page: Page) => act(async () => answers.get(search)?.resolve(page)),
    refuse: async (search: string) => act(async () => answers.get(search)?.reject(new Refusal('vault-locked'))),
  };
}

it('[L02] a late answer to an earlier search is dropped', async () => {
  const { type, answer, refuse, shown } = await openSearch(true);
  await type('a');
  await type('ab');
  await answer('ab', found(2));
  await answer('', found(3));
  await refuse('a');
  expect(shown().rows?.map(({ sha256 }) => sha256)).toEqual(all.slice(0, 2).map(({ sha256 }) => sha256));
  expect([shown().more, shown().error]).toEqual([3, null]);
});

it('[L02] an error keeps the rows, and disappears with the next answer', async () => {
  const { type, answer, refuse, shown } = await openSearch(true);
  await answer('', found(3));
  await type('a');
  await refuse('a');
  expect([shown().rows?.length, shown().error?.code]).toEqual([3, 'vault-locked']);
  await type('ab');
  await answer('ab', found(1));
  expect([shown().rows?.length, shown().error]).toEqual([1, null]);
});

it.each([true, false])('[L02] restricts the search to certificates with a key if requested: %s', async (withKey) => {
  const { bridge } = await openSearch(withKey);
  const asked = bridge.requests.find(({ call }) => call === 'certificates.page')
    ?.input as CallInput<'certificates.page'>;
  expect(asked).toMatchObject({ offset: 0, limit: 3, query: { expired: 'mixed', language: 'en' } });
  expect('withKey' in asked.query).toBe(withKey);
});
