import { AppError } from '../../shared/domain/app-error.ts';
import { defaultLimits, type FoundCertificate, type OrderInParts } from '../formats/inspection.ts';

/** The certificates of a file that came in parts (formats/inspect-bytes.ts), put together in this process. */
export interface CollectedParts {
  /** Takes checked certificates. Throws `limit-exceeded` (`objects`): more than any file may hold. */
  add(part: readonly FoundCertificate[]): void;
  /** All of them as `order` says. Throws `internal` when it does not name each exactly once. */
  inOrder(order: OrderInParts): FoundCertificate[];
}

/** What is kept holds on to no message: the DER of a part moves into a buffer of its own size. */
export function collectParts(): CollectedParts {
  const certificates: FoundCertificate[] = [];
  const share = createSharing();
  return {
    add(part) {
      if (certificates.length + part.length > defaultLimits.maxObjects)
        throw new AppError('limit-exceeded', { limit: 'objects' });
      const all = new Uint8Array(part.reduce((length, { der }) => length + der.length, 0));
      let at = 0;
      for (const { der, fields, friendlyName } of part) {
        all.set(der, at);
        certificates.push({ der: all.subarray(at, (at += der.length)), fields: share(fields), friendlyName });
      }
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

/** Certificates of one authority say the same about it: kept once, not 10,000 times. */
function createSharing(): (fields: FoundCertificate['fields']) => FoundCertificate['fields'] {
  const known = new Map<string, string>();
  const once = (text: string): string => {
    const kept = known.get(text);
    if (kept === undefined) known.set(text, text);
    return kept ?? text;
  };
  return (fields) => ({
    ...fields,
    issuer: once(fields.issuer),
    issuerName: once(fields.issuerName),
    issuerHash: once(fields.issuerHash),
    authorityKeyId: fields.authorityKeyId === null ? null : once(fields.authorityKeyId),
    algorithm: once(fields.algorithm),
    maskedSubject: fields.maskedSubject === fields.subject ? fields.subject : fields.maskedSubject,
  });
}
