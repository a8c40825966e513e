// SPDX-License-Identifier: Apache-2.0
import { readBankAddress } from '../../../../shared/domain/bank-site/bank-address.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';

export function bankSiteHandlers({ host, services: { certificates, stores } }: HandlerParts) {
  return {
    place: async () => ({ canOpen: host.canOpenAddress }),
    save: async ({ sha256, address }) => {
      if (address === null) return { site: (await certificates.annotate({ sha256, bankSite: null })).bankSite };
      const read = readBankAddress(address);
      if (read.problem !== null) throw new AppError('address-refused', { reason: read.problem });
      const bankSite = { address: read.address.url, comparedOn: localDay(new Date()) };
      return { site: (await certificates.annotate({ sha256, bankSite })).bankSite };
    },
    open: async ({ sha256, storeId }) => {
      const { bankSite } = await certificates.detail({ sha256 });
      if (bankSite === null) throw new AppError('not-confirmed');
      const browser = storeId === null ? null : await stores.browserOf(storeId);
      if (browser !== null && (await host.openAddress(bankSite.address, browser))) {
        return { opened: true, browser: browser.name };
      }
      return { opened: await host.openAddress(bankSite.address, null), browser: null };
    },
  } satisfies Handlers['bankSites'];
}

/** `YYYY-MM-DD`. */
function localDay(day: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
