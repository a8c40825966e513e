// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { AskedCall, Fact } from '../../grants/reach.ts';
import { readServerAddress } from '../../stores/proof/server-address.ts';
import type { Services } from '../../services.ts';
import { certificateFacts, certificateName, each, listed, type Reaches } from './reach-parts.ts';

type StoreCalls = Extract<AskedCall, `stores.${string}`>;

export function storeReaches(services: Services): Reaches<StoreCalls> {
  const { stores } = services;

  async function storeFacts(ids: readonly string[]): Promise<Fact[]> {
    const known = (await stores.list({ refresh: false })).stores;
    return listed(
      'place',
      [...new Set(ids)].map((id) => known.find((store) => store.id === id)?.name ?? id),
    );
  }

  return {
    'stores.install': async ({ certificates, storeIds }) =>
      each([...(await certificateFacts(services, certificates)), ...(await storeFacts(storeIds))]),
    'stores.remove': async (input) => {
      const { items } = await stores.planRemove({ items: input.items });
      const facts = listed('certificate', items.map(certificateName));
      return each([...facts, ...(await storeFacts(items.map(({ storeId }) => storeId)))]);
    },
    'stores.lookAtServer': async ({ url }) => {
      // Show the ASCII host too: the address may be shortened, and homographs look alike.
      const { host, port } = readServerAddress(url);
      return await Promise.resolve(
        each([
          ['host', port === 443 ? host : `${host}:${port}`],
          ['address', url],
        ]),
      );
    },
    'stores.login': async ({ sha256, storeId, lookId }) => {
      const host = stores.hostOfLook(lookId);
      if (host === null) throw new AppError('draft-expired');
      const inStore = (await stores.places({ sha256 })).places.some((place) => place.storeId === storeId);
      return each([['host', host], ['sha256', sha256], ...(inStore ? await storeFacts([storeId]) : [])]);
    },
  };
}
