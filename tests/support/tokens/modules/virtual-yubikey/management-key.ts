// SPDX-License-Identifier: Apache-2.0
/** Management key (9B) authentication (SP 800-73-4 part 2, 3.2.4) and Yubico's SET MANAGEMENT KEY. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { done, status, type Reply } from './apdu.ts';
import type { Card, Handler } from './card.ts';
import { tlv } from './tlv.ts';

export const managementReference = 0x9b;
const algorithm = 0x03;
const keyLength = 24;

function des3(card: Card, direction: 'encrypt' | 'decrypt', block: Buffer): Buffer {
  const key = Buffer.from(card.state.managementKey, 'hex');
  const make = direction === 'encrypt' ? createCipheriv : createDecipheriv;
  const cipher = make('des-ede3-ecb', key, null);
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

function challenge(card: Card): Buffer {
  card.session.challenge = randomBytes(8);
  return card.session.challenge;
}

function accept(card: Card, proof: Buffer, wanted: Buffer | null): boolean {
  card.session.challenge = null;
  card.session.managed = wanted !== null && proof.equals(wanted);
  return card.session.managed;
}

/** `fields` is the dynamic authentication template. */
export function authenticateManager(card: Card, fields: ReadonlyMap<string, Buffer>): Reply {
  const [witness, question, response] = [fields.get('80'), fields.get('81'), fields.get('82')];
  const open = card.session.challenge;
  if (witness?.length === 0)
    return { data: tlv('7c', tlv('80', des3(card, 'encrypt', challenge(card)))), status: status.ok };
  if (witness !== undefined && question !== undefined) {
    if (!accept(card, witness, open)) return { status: status.securityNotSatisfied };
    return { data: tlv('7c', tlv('82', des3(card, 'encrypt', question))), status: status.ok };
  }
  if (question?.length === 0) return { data: tlv('7c', tlv('81', challenge(card))), status: status.ok };
  if (response !== undefined && open !== null)
    return accept(card, response, des3(card, 'encrypt', open)) ? done : { status: status.securityNotSatisfied };
  return { status: status.wrongData };
}

export const setManagementKey: Handler = (card, { data }) => {
  if (!card.session.managed) return { status: status.securityNotSatisfied };
  const [kind, reference, length] = data;
  const key = data.subarray(3);
  if (kind !== algorithm || reference !== managementReference || length !== keyLength || key.length !== keyLength)
    return { status: status.wrongData };
  card.state.managementKey = key.toString('hex');
  card.save();
  return done;
};
