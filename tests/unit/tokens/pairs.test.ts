// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { ObjectReport } from '../../../main/tokens/module-port.ts';
import { createPairs } from '../../../main/tokens/service/objects/object-view.ts';

function object(kind: ObjectReport['class'], keyId: string, publicKey: string | null): ObjectReport {
  return {
    class: kind,
    label: '',
    keyId,
    private: false,
    certificate: null,
    publicKey: publicKey === null ? null : Buffer.from(publicKey),
    algorithm: null,
    madeHere: null,
    exportable: null,
    pinEachTime: false,
    canSign: true,
    canDecrypt: false,
    canAgree: false,
    sizeBytes: null,
    id: '0'.repeat(64),
  };
}

const numbers = (objects: readonly ObjectReport[]): (number | null)[] => {
  const pairs = createPairs();
  return objects.map((each) => pairs.of(each, null));
};

it('[T03] pairs a private key without a public half with the public key of its CKA_ID, in either order', () => {
  const [hidden, open] = [object('private-key', 'a1', null), object('public-key', 'a1', 'p')];
  expect(numbers([hidden, open])).toEqual([1, 1]);
  expect(numbers([open, hidden])).toEqual([1, 1]);
});

it('[T03] keeps two keys with one CKA_ID apart, and pairs no object without a CKA_ID', () => {
  const former = object('public-key', 'a1', 'p');
  const later = object('public-key', 'a1', 'q');
  expect(numbers([former, later, object('private-key', 'a1', null)])).toEqual([1, 2, 1]);
  expect(numbers([object('private-key', '', null), object('public-key', '', 'p'), object('data', 'a1', null)])).toEqual(
    [1, 2, null],
  );
});
