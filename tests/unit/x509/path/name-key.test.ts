// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { readWhole, tags } from '../../../../main/x509/der/der-reader.ts';
import * as der from '../../../../main/x509/der/der-writer.ts';
import { isWithin, joinNameKey, readNameKey } from '../../../../main/x509/path/names/name-key.ts';

const commonName = '2.5.4.3';

function key(...values: readonly Uint8Array[]) {
  const name = der.sequence(...values.map((value) => der.set(der.sequence(der.oid(commonName), value))));
  return readNameKey(name, readWhole(name, tags.sequence));
}
const text = (tag: number, value: string) => der.element(tag, Buffer.from(value, 'utf8'));
const joined = (...values: readonly Uint8Array[]) => joinNameKey(key(...values));

describe('[V01] names by RFC 5280 §7.1', () => {
  test('compare without string type, case, width and runs of spaces', () => {
    const plain = joined(text(tags.printableString, 'Example CA'));
    expect(joined(text(tags.utf8String, '  example   ca '))).toBe(plain);
    expect(joined(der.bmpString('EXAMPLE CA'))).toBe(plain);
    expect(joined(text(tags.utf8String, 'Ｅxample CA'))).toBe(plain);
    expect(joined(text(tags.utf8String, 'Exam\u00adple CA'))).toBe(plain);
    // A word's final sigma has a separate form only in lower case.
    expect(joined(text(tags.utf8String, 'ΟΔΟΣ 1'), text(tags.utf8String, 'ΟΔΟΣ'))).toBe(
      joined(text(tags.utf8String, 'οδος 1'), text(tags.utf8String, 'οδοσ')),
    );
  });

  test('stay different when they differ otherwise', () => {
    const plain = joined(text(tags.printableString, 'Example CA'));
    expect(joined(text(tags.utf8String, 'ExampleCA'))).not.toBe(plain);
    expect(joined(text(tags.utf8String, 'Example CA'), text(tags.utf8String, 'Example CA'))).not.toBe(plain);
    // The dotless i isn't folded to i, although its capital is I (RFC 3454 B.2).
    expect(joined(text(tags.utf8String, 'kıng'))).not.toBe(joined(text(tags.utf8String, 'KING')));
    // Invalid UTF-8 isn't guessed: two names would become one.
    const broken = der.element(tags.utf8String, Uint8Array.of(0xd5, 0xc5));
    expect(joined(broken)).not.toBe(joined(der.element(tags.utf8String, Uint8Array.of(0xd5, 0xc6))));
  });

  test('are within a subtree that is their prefix', () => {
    const [a, b] = [text(tags.utf8String, 'a'), text(tags.utf8String, 'b')];
    expect(isWithin(key(a, b), key(a))).toBe(true);
    expect(isWithin(key(a), key(a, b))).toBe(false);
    expect(isWithin(key(b), key(a))).toBe(false);
  });
});
