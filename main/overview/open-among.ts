// SPDX-License-Identifier: Apache-2.0
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { RemindedItem } from '../reminders/reminded-items.ts';

const maxOver = 500;

/** Returns those of the first `maxOver` items that no newer certificate replaced. */
export async function openAmong(
  certificates: Pick<CertificatesService, 'identity'>,
  items: readonly RemindedItem[],
): Promise<RemindedItem[]> {
  const found = await Promise.all(
    items
      .slice(0, maxOver)
      .map(async (item) =>
        item.sha256 === null || (await certificates.identity(item.sha256)).supersededBy === null ? [item] : [],
      ),
  );
  return found.flat();
}
