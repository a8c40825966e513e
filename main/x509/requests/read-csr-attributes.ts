// SPDX-License-Identifier: Apache-2.0
import { childrenOf, damagedAt, readWhole, tags, type DerElement } from '../der/der-reader.ts';
import { integerToNumber, readOid } from '../der/der-values.ts';

export interface CsrAttributes {
  /** Dotted: plain OIDs, then attribute types. */
  readonly oids: readonly string[];
  readonly attributes: readonly {
    readonly type: string;
    readonly oids: readonly string[];
    readonly integers: readonly number[];
  }[];
}

const maxAttributes = 200;

export function readCsrAttributes(der: Uint8Array): CsrAttributes {
  const whole = readWhole(der, tags.sequence);
  const children = [...childrenOf(der, whole)];
  if (children.length > maxAttributes) throw damagedAt(whole.content);
  const attributes = children.filter(({ tag }) => tag === tags.sequence).map((each) => readAttribute(der, each));
  const plain = children.filter(({ tag }) => tag !== tags.sequence).map((each) => readOid(der, each));
  return { oids: [...plain, ...attributes.map(({ type }) => type)], attributes };
}

function readAttribute(der: Uint8Array, attribute: DerElement): CsrAttributes['attributes'][number] {
  const [type, values] = [...childrenOf(der, attribute)];
  if (type === undefined || values?.tag !== tags.set) throw damagedAt(attribute.content);
  const each = [...childrenOf(der, values)];
  return {
    type: readOid(der, type),
    oids: each.filter(({ tag }) => tag === tags.oid).map((value) => readOid(der, value)),
    integers: each.filter(({ tag }) => tag === tags.integer).map((value) => integerToNumber(der, value)),
  };
}
