// SPDX-License-Identifier: Apache-2.0
import { sign, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { passwordMac, passwordMacMatches } from '../../../main/formats/cmp/password-mac.ts';
import { emptyName, macAlgorithm, protectedPart, writeBody, writeHeader } from '../../../main/formats/cmp/write-cmp.ts';
import type { BodyKind } from '../../../main/formats/cmp/cmp-oids.ts';
import { readCmpMessage } from '../../../main/formats/cmp/read-cmp.ts';
import { answerCmpMessage } from '../../../main/parser/child/cmp-answer.ts';
import { bitString, explicit, integer, sequence, utf8String } from '../../../main/x509/der/der-writer.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { algorithmOf, issue } from '../../support/x509/issue.ts';
import { plainChain } from '../../support/x509/path-question.ts';

const random = seededRandom(9);
const chain = plainChain();
const leaf = issue(chain.leaf);
const status = sequence(integer(2), sequence(utf8String('参考号无效')), bitString(Uint8Array.of(0x20)));

/** One unprotected body of each form a server sends. `cp` and `kup` have the form of `ip`. */
const bodies: Readonly<Partial<Record<BodyKind, Uint8Array>>> = {
  ip: sequence(sequence(sequence(integer(0), sequence(integer(0)), sequence(explicit(0, leaf))))),
  pollRep: sequence(sequence(integer(0), integer(30))),
  rp: sequence(sequence(status)),
  pkiconf: Uint8Array.of(5, 0),
  error: sequence(status),
};
const kinds = Object.keys(bodies) as BodyKind[];

function parts(kind: BodyKind, protectionAlgorithm: Uint8Array) {
  const header = writeHeader({
    version: 'cmp2000',
    sender: emptyName,
    messageTime: new Date('2026-05-01T00:00:00Z'),
    protectionAlgorithm,
    senderKid: Uint8Array.of(1, 2),
    transactionId: new Uint8Array(16).fill(3),
    senderNonce: new Uint8Array(16).fill(4),
    recipNonce: new Uint8Array(16).fill(5),
  });
  return { header, body: writeBody(kind, bodies[kind] as Uint8Array) };
}

function message({ header, body }: ReturnType<typeof parts>, protection: Uint8Array, extra: readonly Uint8Array[]) {
  const more = extra.length === 0 ? [] : [explicit(1, sequence(...extra))];
  return sequence(header, body, explicit(0, bitString(protection)), ...more);
}

function signedBy(kind: BodyKind, key: KeyObject, certificate: Uint8Array): Uint8Array {
  const made = parts(kind, algorithmOf(key));
  const data = protectedPart(made.header, made.body);
  return message(made, sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', data, key), [certificate]);
}

/** A one-bit change of each octet, and every truncation. */
function* spoilt(der: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < der.length; at++) {
    const copy = Uint8Array.from(der);
    copy[at] = (copy[at] as number) ^ (1 << Math.floor(random() * 8));
    yield copy;
    yield der.slice(0, at);
  }
}

/** Returns null for unreadable input; any other failure is our bug. */
async function readOrNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

describe.each(kinds)('[E09] [F07] a CMP answer, %s', (kind) => {
  test('with a changed bit or a cut end is unsigned, or has the same signed content', async () => {
    const whole = signedBy(kind, chain.leaf.key, leaf);
    const honest = await answerCmpMessage({ der: whole });
    expect(honest.signer?.certificate).toEqual(leaf);
    let signed = 0;
    for (const der of spoilt(whole)) {
      const answer = await readOrNull(async () => answerCmpMessage({ der }));
      if (answer === null || answer.signer === null) continue;
      signed += 1;
      expect(answer.body).toEqual(honest.body);
      expect(answer.protectedPart).toEqual(honest.protectedPart);
    }
    // The included certificate isn't part of the signed data: its path is judged separately.
    expect(signed).toBeLessThan(leaf.length);
  });

  test('with a changed bit or a cut end fails its MAC, or has the same protected content', async () => {
    const secret = Buffer.from('12345678');
    const algorithm = macAlgorithm(new Uint8Array(8).fill(6), 1000);
    const made = parts(kind, algorithm);
    const honest = protectedPart(made.header, made.body);
    const whole = message(made, passwordMac(secret, new Uint8Array(8).fill(6), 1000, honest), []);
    const fits = (der: Uint8Array): Uint8Array | null => {
      const { protectionAlgorithm: how, protectedPart: data, protection } = readCmpMessage(der);
      if (how === null || protection === null) return null;
      return passwordMacMatches(how, secret, data, protection) ? data : null;
    };
    expect(fits(whole)).toEqual(honest);
    for (const der of spoilt(whole)) {
      const data = await readOrNull(async () => fits(der));
      if (data !== null) expect(data).toEqual(honest);
    }
  });
});
