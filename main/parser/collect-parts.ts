// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { defaultLimits, type FoundCertificate, type OrderInParts } from '../formats/inspect/inspection.ts';

export interface CollectedParts {
  /** Throws `limit-exceeded` (`objects`). */
  add(part: readonly FoundCertificate[]): void;
  /** Throws `internal` unless `order` names each certificate once. */
  inOrder(order: OrderInParts): FoundCertificate[];
}

export function collectParts(): CollectedParts {
  const certificates: FoundCertificate[] = [];
  return {
    add(part) {
      for (const each of part) certificates.push(each);
      if (certificates.length > defaultLimits.maxObjects) throw new AppError('limit-exceeded', { limit: 'objects' });
    },
    inOrder(order) {
      checkOrder(order, certificates.length);
      const names = new Map(order.lateNames);
      return order.indices.map((index) => {
        const found = certificates[index] as FoundCertificate;
        const friendlyName = names.get(index);
        return friendlyName === undefined ? found : { ...found, friendlyName };
      });
    },
  };
}

function checkOrder({ indices }: OrderInParts, count: number): void {
  const fits = indices.length === count && new Set(indices).size === count && indices.every((index) => index < count);
  if (!fits) throw new AppError('internal');
}
