import {
  childrenOf,
  contextTag,
  damagedAt,
  encodingOf,
  expectElement,
  listChildren,
  readWhole,
  tags,
} from './der-reader.ts';
import { readOid } from './der-values.ts';
import { formatName, readName } from './distinguished-name.ts';
import { describeExtension } from './describe-extension.ts';
import { extensionsOf } from './extension-fields.ts';
import { publicKeyAlgorithm } from './public-key-algorithm.ts';

/** What is shown of a certificate request (PKCS#10, RFC 2986 §4). */
export interface RequestSummary {
  /** RFC 4514. */
  readonly subject: string;
  /** `rsa-2048`, `ec-p256`, … or the OID. */
  readonly algorithm: string;
  readonly subjectAlternativeNames: readonly string[];
  /** SubjectPublicKeyInfo, as a view: whose signature the request carries. */
  readonly spki: Uint8Array;
}

/** PKCS#9 extensionRequest, and Microsoft's own OID for the same. */
const extensionRequests: ReadonlySet<string> = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);
const subjectAltNameOid = '2.5.29.17';

/** Summary of one request (DER, the whole of `der`). @throws AppError `damaged` (`offset`), `limit-exceeded` */
export function readRequest(der: Uint8Array): RequestSummary {
  const whole = readWhole(der, tags.sequence);
  const info = expectElement(der, tags.sequence, whole.content, whole.end);
  const [version, subject, spki, ...rest] = listChildren(der, info);
  if (version?.tag !== tags.integer || subject?.tag !== tags.sequence || spki?.tag !== tags.sequence) {
    throw damagedAt(info.content);
  }
  const names: string[] = [];
  for (const attributes of rest.filter(({ tag }) => tag === contextTag(0))) {
    for (const attribute of childrenOf(der, attributes)) {
      const [type, values] = listChildren(der, attribute);
      if (!type || values?.tag !== tags.set || !extensionRequests.has(readOid(der, type))) continue;
      for (const extension of extensionsOf(der, values)) {
        if (extension.oid === subjectAltNameOid) names.push(...describeExtension(der, extension));
      }
    }
  }
  return {
    subject: formatName(readName(der, subject)),
    algorithm: publicKeyAlgorithm(der, spki),
    subjectAlternativeNames: names,
    spki: encodingOf(der, spki),
  };
}
