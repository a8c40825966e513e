// SPDX-License-Identifier: Apache-2.0
import {
  childrenOf,
  contextTag,
  encodingOf,
  expectElement,
  readElement,
  tags,
  type DerElement,
} from '../der/der-reader.ts';
import { readString } from '../der/der-strings.ts';
import { integerToHex, integerToNumber, readOid, toHex } from '../der/der-values.ts';
import { keyPurposeNames, keyUsageNames, netscapeTypeNames } from './extension-names.ts';
import { readGeneralName, type GeneralName } from '../names/general-names.ts';

/**
 * `value` is the content of the OCTET STRING.
 * @throws `damaged`, `limit-exceeded`
 */
export type Describer = (bytes: Uint8Array, value: DerElement) => string[];

const prefixes: Readonly<Record<GeneralName['kind'], string>> = {
  email: 'email',
  dns: 'DNS',
  uri: 'URI',
  ip: 'IP',
  directory: 'DirName',
  upn: 'UPN',
  other: 'other',
  'registered-id': 'RID',
};

function describeGeneralName(bytes: Uint8Array, element: DerElement): string {
  const name = readGeneralName(bytes, element);
  return `${prefixes[name.kind]}:${name.text}`;
}

function generalNames(bytes: Uint8Array, names: DerElement): string[] {
  return Array.from(childrenOf(bytes, names), (name) => describeGeneralName(bytes, name));
}

function each<T>(bytes: Uint8Array, list: DerElement, read: (item: DerElement) => T): T[] {
  expectElement(bytes, tags.sequence, list.start);
  return Array.from(childrenOf(bytes, list), read);
}

const basicConstraints: Describer = (bytes, value) => {
  let isCa = false;
  let pathLength: number | null = null;
  each(bytes, value, (item) => {
    if (item.tag === tags.boolean) isCa = bytes[item.content] !== 0;
    else pathLength = integerToNumber(bytes, item);
  });
  return [`CA:${isCa ? 'TRUE' : 'FALSE'}`, ...(pathLength === null ? [] : [`pathlen:${String(pathLength)}`])];
};

/** X.690 §8.6 */
function namedBits(names: readonly string[]): Describer {
  return (bytes, value) => {
    const bits = expectElement(bytes, tags.bitString, value.start);
    return names.filter((_, bit) => {
      const at = bits.content + 1 + (bit >> 3);
      return at < bits.end && ((bytes[at] as number) & (0x80 >> (bit & 7))) !== 0;
    });
  };
}

const extendedKeyUsage: Describer = (bytes, value) =>
  each(bytes, value, (item) => {
    const oid = readOid(bytes, item);
    return keyPurposeNames[oid] ?? oid;
  });

const subjectKeyIdentifier: Describer = (bytes, value) => {
  const id = expectElement(bytes, tags.octetString, value.start);
  return [toHex(bytes, id.content, id.end)];
};

const authorityKeyIdentifier: Describer = (bytes, value) =>
  each(bytes, value, (item) => {
    if (item.tag === contextTag(0, false)) return [`keyid:${toHex(bytes, item.content, item.end)}`];
    if (item.tag === contextTag(2, false)) return [`serial:${integerToHex(bytes, item)}`];
    return generalNames(bytes, item);
  }).flat();

const distributionPoints: Describer = (bytes, value) =>
  each(bytes, value, (point) =>
    Array.from(childrenOf(bytes, point), (part) => {
      if (part.tag === contextTag(2)) return generalNames(bytes, part).map((name) => `issuer ${name}`);
      if (part.tag !== contextTag(0)) return [];
      const name = readElement(bytes, part.content, part.end);
      return name.tag === contextTag(0) ? generalNames(bytes, name) : [`#${toHex(encodingOf(bytes, name))}`];
    }).flat(),
  ).flat();

const accessMethods: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.48.1': 'OCSP',
  '1.3.6.1.5.5.7.48.2': 'caIssuers',
  '1.3.6.1.5.5.7.48.5': 'caRepository',
};

const informationAccess: Describer = (bytes, value) =>
  each(bytes, value, (access) => {
    const method = readElement(bytes, access.content, access.end);
    const oid = readOid(bytes, method);
    const location = describeGeneralName(bytes, readElement(bytes, method.end, access.end));
    return `${accessMethods[oid] ?? oid} ${location}`;
  });

const certificatePolicies: Describer = (bytes, value) =>
  each(bytes, value, (policy) => {
    const id = readElement(bytes, policy.content, policy.end);
    if (id.end >= policy.end) return [readOid(bytes, id)];
    const qualifiers = each(bytes, readElement(bytes, id.end, policy.end), (qualifier) => {
      const kind = readElement(bytes, qualifier.content, qualifier.end);
      const detail = readElement(bytes, kind.end, qualifier.end);
      const text = readString(bytes, detail);
      return text === null ? noticeTexts(bytes, detail) : [`CPS ${text}`];
    });
    return [readOid(bytes, id), ...qualifiers.flat()];
  }).flat();

function noticeTexts(bytes: Uint8Array, notice: DerElement): string[] {
  return each(bytes, notice, (part) => readString(bytes, part))
    .filter((text) => text !== null)
    .map((text) => `notice ${text}`);
}

const policyMappings: Describer = (bytes, value) =>
  each(bytes, value, (mapping) => each(bytes, mapping, (policy) => readOid(bytes, policy)).join(' = '));

const policyConstraints: Describer = (bytes, value) =>
  each(bytes, value, (item) => {
    const kind = item.tagNumber === 0 ? 'requireExplicitPolicy' : 'inhibitPolicyMapping';
    return `${kind}:${integerToNumber(bytes, item)}`;
  });

const nameConstraints: Describer = (bytes, value) =>
  each(bytes, value, (trees) =>
    Array.from(childrenOf(bytes, trees), (tree) => {
      const base = describeGeneralName(bytes, readElement(bytes, tree.content, tree.end));
      return `${trees.tagNumber === 0 ? 'permitted' : 'excluded'} ${base}`;
    }),
  ).flat();

const inhibitAnyPolicy: Describer = (bytes, value) => [String(integerToNumber(bytes, value))];

const qcStatements: Describer = (bytes, value) =>
  each(bytes, value, (statement) => readOid(bytes, readElement(bytes, statement.content, statement.end)));

const tlsFeatures: Describer = (bytes, value) =>
  each(bytes, value, (feature) => String(integerToNumber(bytes, feature)));

const flag: Describer = (bytes, value) => {
  expectElement(bytes, tags.null, value.start);
  return [];
};

const sequenceOfNames: Describer = (bytes, value) => each(bytes, value, (name) => describeGeneralName(bytes, name));

export const describers: Readonly<Record<string, Describer>> = {
  '2.5.29.14': subjectKeyIdentifier,
  '2.5.29.15': namedBits(keyUsageNames),
  '2.5.29.17': sequenceOfNames,
  '2.5.29.18': sequenceOfNames,
  '2.5.29.19': basicConstraints,
  '2.5.29.30': nameConstraints,
  '2.5.29.31': distributionPoints,
  '2.5.29.32': certificatePolicies,
  '2.5.29.33': policyMappings,
  '2.5.29.35': authorityKeyIdentifier,
  '2.5.29.36': policyConstraints,
  '2.5.29.37': extendedKeyUsage,
  '2.5.29.46': distributionPoints,
  '2.5.29.54': inhibitAnyPolicy,
  '1.3.6.1.5.5.7.1.1': informationAccess,
  '1.3.6.1.5.5.7.1.3': qcStatements,
  '1.3.6.1.5.5.7.1.11': informationAccess,
  '1.3.6.1.5.5.7.1.24': tlsFeatures,
  '1.3.6.1.5.5.7.48.1.5': flag,
  '1.3.6.1.4.1.11129.2.4.3': flag,
  '2.16.840.1.113730.1.1': namedBits(netscapeTypeNames),
};
