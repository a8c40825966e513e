// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readOcspResponse } from '../../../main/x509/ocsp/read-ocsp-response.ts';
import { listChildren, readWhole, tags } from '../../../main/x509/der/der-reader.ts';
import * as der from '../../../main/x509/der/der-writer.ts';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../main/x509/path/revocation/path-crl.ts';
import { validateCertificate } from '../../../main/x509/path/validate-certificate.ts';
import { readSignedStructure } from '../../../main/x509/signatures/signed-structure.ts';
import { verifySigned } from '../../../main/x509/signatures/verify-signature.ts';
import { issue, issueCrl, spkiOf } from '../../support/x509/issue.ts';
import { issueOcsp } from '../../support/x509/issue-ocsp.ts';
import { judgeDer, plainChain, plainOptions, reasonsOf } from '../../support/x509/path-question.ts';

type Numbers = readonly [r: Uint8Array, s: Uint8Array];

function numbersOf(signature: Uint8Array): Numbers {
  const [r, s] = listChildren(signature, readWhole(signature, tags.sequence)).map(({ content, end }) =>
    signature.subarray(content, end),
  );
  return [r as Uint8Array, s as Uint8Array];
}

const integer = (content: Uint8Array) => der.element(tags.integer, content);
const zero = Uint8Array.of(0);

/** A SEQUENCE whose length takes three octets where one suffices (X.690 §10.1). */
function longLength(signature: Uint8Array): Uint8Array {
  const { content } = readWhole(signature, tags.sequence);
  const body = signature.subarray(content);
  return Buffer.concat([Uint8Array.of(0x30, 0x82, 0, body.length), body]);
}

const encodings: Readonly<Record<string, (signature: Uint8Array) => Uint8Array>> = {
  'a length in the long form': longLength,
  'an r padded with zeros': (signature) => {
    const [r, s] = numbersOf(signature);
    return der.sequence(integer(Buffer.concat([zero, zero, r])), integer(s));
  },
  'an s without the zero that makes it positive': (signature) => {
    const [r, s] = numbersOf(signature);
    return der.sequence(integer(r), integer(s[0] === 0 ? s.subarray(1) : Buffer.concat([Uint8Array.of(0xff), s])));
  },
  'an r of zero': (signature) => der.sequence(integer(zero), integer(numbersOf(signature)[1])),
  'a third number': (signature) => der.sequence(...numbersOf(signature).map(integer), integer(zero)),
  'trailing octets': (signature) => Buffer.concat([signature, zero]),
};

function resigned(structure: Uint8Array, encode: (signature: Uint8Array) => Uint8Array): Uint8Array {
  const whole = readWhole(structure, tags.sequence);
  const [signed, algorithm] = listChildren(structure, whole);
  const { signature } = readSignedStructure(structure);
  const part = (of: typeof signed) => structure.subarray(of?.start, of?.end);
  return der.sequence(part(signed), part(algorithm), der.bitString(encode(signature)));
}

const { root, middle, leaf } = plainChain();
const [rootDer, middleDer, leafDer] = [issue(root), issue(middle), issue(leaf)];

describe.each(Object.entries(encodings))('an ECDSA signature with %s', (_name, encode) => {
  test('[V01] [F07] is refused on a certificate', async () => {
    expect(reasonsOf(await judgeDer(leafDer, [middleDer], [rootDer]))).toEqual([]);
    expect(reasonsOf(await judgeDer(resigned(leafDer, encode), [middleDer], [rootDer]))).toEqual([
      'signature-invalid 张三',
    ]);
  });

  test('[V01] [V02] [F07] is ignored on a revocation list', async () => {
    const times = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z', revoked: [] };
    const lists = [
      issueCrl({ ...times, issuer: 'CN=Root', issuerKey: root.key }),
      issueCrl({ ...times, issuer: 'CN=Middle', issuerKey: middle.key }),
    ];
    const judge = async (crls: readonly Uint8Array[]) =>
      validateCertificate({
        leaf: readPathCertificate(leafDer),
        intermediates: [readPathCertificate(middleDer)],
        anchors: [readPathCertificate(rootDer)],
        crls: crls.map((crl) => readPathCrl(crl)),
        options: { ...plainOptions, revocation: 'required' },
      });
    expect((await judge(lists)).revocation).toBe('good');
    expect((await judge(lists.map((list) => resigned(list, encode)))).revocation).toBe('unknown');
  });

  test('[V01] [V02] [F07] is ignored on an OCSP response', async () => {
    const response = issueOcsp({
      certificate: leafDer,
      issuerKey: middle.key,
      signer: { name: 'CN=Middle', key: middle.key },
      status: 'good',
      thisUpdate: '20260531000000Z',
      nextUpdate: '20260607000000Z',
      nonce: null,
      certificates: [],
      extensions: [],
    });
    const answer = readOcspResponse(response);
    if (!('der' in answer)) throw new Error('no answer');
    const source = { about: readPathCertificate(leafDer).sha256, nonce: null };
    const judge = async (basic: Uint8Array) => {
      const asked = { ...source, answer: { ...answer, der: basic } };
      const beside = { answers: [asked], options: { revocation: 'soft' as const } };
      return (await judgeDer(leafDer, [middleDer], [rootDer], beside)).verdicts.get(asked)?.verdict;
    };
    expect(await judge(answer.der)).toBe('answered');
    expect(await judge(resigned(answer.der, encode))).toBe('foreign-signer');
  });
});

test('[V01] [F07] accepts 64 valid ECDSA signatures on each of three curves', async () => {
  for (const namedCurve of ['P-256', 'P-384', 'P-521']) {
    const key = generateKeyPairSync('ec', { namedCurve }).privateKey;
    const verdicts = Array.from({ length: 64 }, async (_, serial) =>
      verifySigned(issue({ ...root, serial: serial + 1, issuerKey: key }), spkiOf(key)),
    );
    expect(new Set(await Promise.all(verdicts))).toEqual(new Set(['valid']));
  }
});
