// SPDX-License-Identifier: Apache-2.0
import {
  childrenOf,
  contextTag,
  damagedAt,
  type DerElement,
  encodingOf,
  expectElement,
  listChildren,
  readWhole,
  tags,
} from '../der/der-reader.ts';
import { readOid } from '../der/der-values.ts';
import { formatName, readName } from '../names/distinguished-name.ts';
import { describeExtension } from '../extensions/describe-extension.ts';
import { extensionsOf } from '../extensions/extension-fields.ts';
import { publicKeyAlgorithm } from '../certificate/public-key-algorithm.ts';
import type { CertificateHolder } from '../certificate/read-holder.ts';

export interface RequestSummary {
  readonly subject: string;
  /** From `publicKeyAlgorithm`. */
  readonly algorithm: string;
  readonly subjectAlternativeNames: readonly string[];
  readonly spki: Uint8Array;
}

/** PKCS#9, Microsoft. */
const extensionRequests: ReadonlySet<string> = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);
const subjectAltNameOid = '2.5.29.17';

export function readRequest(der: Uint8Array): RequestSummary {
  const { subject, spki, extensions } = readParts(der);
  const names = extensions.flatMap((extension) =>
    extension.oid === subjectAltNameOid ? describeExtension(der, extension) : [],
  );
  return {
    subject: formatName(readName(der, subject)),
    algorithm: publicKeyAlgorithm(der, spki),
    subjectAlternativeNames: names,
    spki: encodingOf(der, spki),
  };
}

export function readRequestHolder(der: Uint8Array): CertificateHolder {
  const { subject, extensions } = readParts(der);
  const names = extensions.find(({ oid }) => oid === subjectAltNameOid);
  return {
    subject: encodingOf(der, subject),
    alternativeNames: names
      ? { critical: names.critical, value: der.slice(names.value.content, names.value.end) }
      : null,
  };
}

/**
 * Returns the first value, which CFCA doesn't wrap in a SET.
 * @throws `damaged` (`offset`), `limit-exceeded`
 */
export function attributeOf(der: Uint8Array, oid: string): DerElement | null {
  for (const attribute of readParts(der).attributes) {
    const [type, value] = listChildren(der, attribute);
    if (!type || readOid(der, type) !== oid) continue;
    return (value?.tag === tags.set ? listChildren(der, value)[0] : value) ?? null;
  }
  return null;
}

function readParts(der: Uint8Array) {
  const whole = readWhole(der, tags.sequence);
  const info = expectElement(der, tags.sequence, whole.content, whole.end);
  const [version, subject, spki, ...rest] = listChildren(der, info);
  if (version?.tag !== tags.integer || subject?.tag !== tags.sequence || spki?.tag !== tags.sequence) {
    throw damagedAt(info.content);
  }
  const attributes = rest.filter(({ tag }) => tag === contextTag(0)).flatMap((each) => [...childrenOf(der, each)]);
  const extensions = attributes.flatMap((attribute) => {
    const [type, values] = listChildren(der, attribute);
    const isAsking = type && values?.tag === tags.set && extensionRequests.has(readOid(der, type));
    return isAsking ? [...extensionsOf(der, values)] : [];
  });
  return { subject, spki, attributes, extensions };
}
