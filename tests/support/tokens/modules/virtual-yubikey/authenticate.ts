// SPDX-License-Identifier: Apache-2.0
/** GENERAL AUTHENTICATE (SP 800-73-4 part 2, 3.2.4): management key authentication and private key signatures. */
import { constants, createPrivateKey, privateEncrypt } from 'node:crypto';
import { p256, p384 } from '@noble/curves/nist.js';
import { status } from './apdu.ts';
import { pinPolicy, type StoredKey } from './card-state.ts';
import { reference, type Card, type Handler } from './card.ts';
import { authenticateManager, managementReference } from './management-key.ts';
import { readTlvs, tlv } from './tlv.ts';

/** The host pads RSA input to the key size and hashes EC input. node:crypto offers no ECDSA over a bare digest. */
function sign(key: StoredKey, input: Buffer): Buffer {
  if (key.jwk.kty === 'RSA') {
    const privateKey = createPrivateKey({ key: key.jwk, format: 'jwk' });
    return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, input);
  }
  const curve = key.jwk.crv === 'P-256' ? p256 : p384;
  const scalar = Buffer.from(key.jwk.d ?? '', 'base64url');
  return Buffer.from(curve.sign(input, scalar, { prehash: false, lowS: false, format: 'der' }));
}

function mayUse(card: Card, key: StoredKey): boolean {
  if (key.pinPolicy === pinPolicy.never) return true;
  if (!card.session.pinVerified) return false;
  if (key.pinPolicy !== pinPolicy.always) return true;
  const fresh = card.session.pinFresh;
  card.session.pinFresh = false;
  return fresh;
}

export const generalAuthenticate: Handler = (card, { p1, p2, data }) => {
  const fields = readTlvs(readTlvs(data).get('7c') ?? Buffer.alloc(0));
  if (p2 === managementReference) return authenticateManager(card, fields);
  const key = card.state.keys[reference(p2)];
  if (key === undefined) return { status: status.referenceNotFound };
  const input = fields.get('81');
  if (p1 !== key.algorithm || input === undefined) return { status: status.wrongData };
  if (!mayUse(card, key)) return { status: status.securityNotSatisfied };
  card.journal.keyUse++;
  return { data: tlv('7c', tlv('82', sign(key, input))), status: status.ok };
};
