// SPDX-License-Identifier: Apache-2.0
import type { Cryptoki, Handle } from '../module/cryptoki.ts';
import { CryptokiError, hasReturned } from '../module/cryptoki-error.ts';
import { rv } from '../module/numbers.ts';

export type Attributes = ReadonlyMap<number, Buffer>;

export type AttributeReader = (object: Handle, types: readonly number[]) => Attributes;

const ofAttribute = [
  rv.attributeSensitive,
  rv.attributeTypeInvalid,
  rv.attributeReadOnly,
  rv.attributeValueInvalid,
  rv.functionFailed,
  rv.generalError,
  rv.argumentsBad,
];

/** Reads one by one if needed, because one missing attribute can fail the batch. */
export function createAttributeReader(cryptoki: Cryptoki, session: Handle): AttributeReader {
  const missing = new Set<number>();

  function single(object: Handle, type: number): Buffer | undefined {
    try {
      return cryptoki.read(session, object, [type])[0];
    } catch (error) {
      if (!hasReturned(error, ...ofAttribute)) throw error;
      if (error.rv === rv.attributeTypeInvalid || error.rv === rv.attributeSensitive) missing.add(type);
      return undefined;
    }
  }

  function batch(object: Handle, types: readonly number[]): (Buffer | undefined)[] | null {
    if (types.length === 0) return [];
    try {
      return cryptoki.read(session, object, types);
    } catch (error) {
      if (error instanceof CryptokiError && !hasReturned(error, ...ofAttribute)) throw error;
      return null;
    }
  }

  return (object, types) => {
    const found = new Map<number, Buffer>();
    const together = types.filter((type) => !missing.has(type));
    const values = batch(object, together) ?? together.map((type) => single(object, type));
    const alone = types.filter((type) => !together.includes(type));
    const entries: (readonly [number, Buffer | undefined])[] = [
      ...together.map((type, at) => [type, values[at]] as const),
      ...alone.map((type) => [type, single(object, type)] as const),
    ];
    for (const [type, value] of entries) if (value !== undefined) found.set(type, value);
    return found;
  };
}
