import { AppError } from '../../shared/domain/app-error.ts';
import { defaultLimits, type FoundCertificate, type OrderInParts } from '../formats/inspection.ts';

/** The certificates of a file that came in parts (formats/inspect-bytes.ts), put together in this process. */
export interface CollectedParts {
  /** Takes checked certificates. Throws `limit-exceeded` (`objects`): more than any file may hold. */
  add(part: readonly FoundCertificate[]): void;
  /** All of them as `order` says. Throws `internal` when it does not name each exactly once. */
  inOrder(order: OrderInParts): FoundCertificate[];
}

export function collectParts(): CollectedParts {
  const certificates: FoundCertificate[] = [];
  return {
    add(part) {
      if (certificates.length + part.length > defaultLimits.maxObjects)
        throw new AppError('limit-exceeded', { limit: 'objects' });
      for (const each of part) certificates.push(each);
    },
    inOrder({ indices, lateNames }) {
      const names = new Map(lateNames);
      if (new Set(indices).size !== certificates.length) throw new AppError('internal');
      return indices.map((index) => {
        const found = certificates[index];
        if (!found) throw new AppError('internal');
        const friendlyName = names.get(index);
        return friendlyName === undefined ? found : { ...found, friendlyName };
      });
    },
  };
}
