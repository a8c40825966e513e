// SPDX-License-Identifier: Apache-2.0
/** Implements GENERATE (SP 800-73-4 part 2, 3.3.2) and Yubico's IMPORT KEY and GET METADATA. */
import { done, status, type Reply } from './apdu.ts';
import { factory, pinPolicy, type StoredKey } from './card-state.ts';
import { reference, type Card, type Handler } from './card.ts';
import { curves, generateJwk, jwkOfPrimes, jwkOfScalar, publicTemplate, rsaBits } from './key-material.ts';
import { managementReference } from './management-key.ts';
import { readTlvs, tlv } from './tlv.ts';

function policyOf(slot: number, asked: Buffer | undefined): number {
  const wanted = asked?.[0] ?? 0;
  if (wanted !== 0) return wanted;
  if (slot === 0x9c) return pinPolicy.always;
  return slot === 0x9e ? pinPolicy.never : pinPolicy.once;
}

function store(card: Card, slot: number, key: StoredKey): void {
  card.state.keys[reference(slot)] = key;
  card.save();
}

export const generate: Handler = (card, { p2, data }) => {
  if (!card.session.managed) return { status: status.securityNotSatisfied };
  const fields = readTlvs(readTlvs(data).get('ac') ?? Buffer.alloc(0));
  const algorithm = fields.get('80')?.[0] ?? 0;
  const jwk = generateJwk(algorithm);
  if (jwk === null) return { status: status.wrongData };
  store(card, p2, { algorithm, origin: 'generated', pinPolicy: policyOf(p2, fields.get('aa')), jwk });
  return { data: tlv('7f49', publicTemplate(jwk)), status: status.ok };
};

export const importKey: Handler = (card, { p1, p2, data }) => {
  if (!card.session.managed) return { status: status.securityNotSatisfied };
  const fields = readTlvs(data);
  const [p, q, dp, dq, qi, scalar] = ['01', '02', '03', '04', '05', '06'].map((tag) => fields.get(tag));
  let jwk: StoredKey['jwk'] | null = null;
  if (p1 in rsaBits && p && q && dp && dq && qi) jwk = jwkOfPrimes({ p, q, dp, dq, qi });
  else if (p1 in curves && scalar) jwk = jwkOfScalar(p1, scalar);
  if (jwk === null) return { status: status.wrongData };
  store(card, p2, { algorithm: p1, origin: 'imported', pinPolicy: policyOf(p2, fields.get('aa')), jwk });
  return done;
};

function pinMetadata(card: Card, which: 'pin' | 'puk'): Reply {
  const { value, tries, triesLeft } = card.state[which];
  const isDefault = tlv('05', Buffer.of(value === factory[which] ? 1 : 0));
  const data = Buffer.concat([tlv('01', Buffer.of(0xff)), isDefault, tlv('06', Buffer.of(tries, triesLeft))]);
  return { data, status: status.ok };
}

function managementMetadata(card: Card): Reply {
  const isDefault = tlv('05', Buffer.of(card.state.managementKey === factory.managementKey ? 1 : 0));
  return {
    data: Buffer.concat([tlv('01', Buffer.of(3)), tlv('02', Buffer.of(0, 1)), isDefault]),
    status: status.ok,
  };
}

/**
 * Tags: 01 algorithm, 02 PIN and touch policies, 03 origin, 04 public key, 05 whether the value is the factory's, 06
 * total and remaining tries.
 */
export const metadata: Handler = (card, { p2 }) => {
  if (p2 === 0x80) return pinMetadata(card, 'pin');
  if (p2 === 0x81) return pinMetadata(card, 'puk');
  if (p2 === managementReference) return managementMetadata(card);
  const key = card.state.keys[reference(p2)];
  if (key === undefined) return { status: status.referenceNotFound };
  const data = Buffer.concat([
    tlv('01', Buffer.of(key.algorithm)),
    tlv('02', Buffer.of(key.pinPolicy, 1)),
    tlv('03', Buffer.of(key.origin === 'generated' ? 1 : 2)),
    tlv('04', publicTemplate(key.jwk)),
  ]);
  return { data, status: status.ok };
};
