// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { keyTypeOf, privateKeyTemplate } from '../objects/create-key.ts';
import type { Cryptoki, Handle, Mechanism } from '../module/cryptoki.ts';
import { CryptokiError } from '../module/cryptoki-error.ts';
import { attribute, keyType, mechanism, objectClass } from '../module/numbers.ts';
import type { Pkcs11Input } from '../pkcs11-protocol.ts';

export type KeyToImport = Omit<Pkcs11Input<'importKey'>, 'lease'>;

const room = 32 * 1024;

/** For tokens that refuse C_CreateObject. Throws `refusal` if no mechanism works. */
export function unwrapPrivateKey(cryptoki: Cryptoki, session: Handle, item: KeyToImport, refusal: CryptokiError): void {
  let envelope: Handle;
  try {
    envelope = makeEnvelope(cryptoki, session);
  } catch {
    throw refusal;
  }
  try {
    if (!ways().some((way) => unwrap(cryptoki, session, item, envelope, way))) throw refusal;
  } finally {
    cryptoki.destroy(session, envelope);
  }
}

function makeEnvelope(cryptoki: Cryptoki, session: Handle): Handle {
  const uses = [attribute.encrypt, attribute.decrypt, attribute.wrap, attribute.unwrap];
  return cryptoki.generateKey(session, { mechanism: mechanism.aesKeyGen }, [
    { type: attribute.class, value: objectClass.secretKey },
    { type: attribute.keyType, value: keyType.aes },
    { type: attribute.token, value: false },
    { type: attribute.valueLength, value: 32 },
    ...uses.map((type) => ({ type, value: true })),
  ]);
}

/** In order of preference, RFC 5649 first. */
function ways(): Mechanism[] {
  return [
    { mechanism: mechanism.aesKeyWrapKwp },
    { mechanism: mechanism.aesKeyWrapPad },
    { mechanism: mechanism.aesKeyWrap },
    { mechanism: mechanism.aesCbcPad, parameter: randomBytes(16) },
  ];
}

function unwrap(cryptoki: Cryptoki, session: Handle, item: KeyToImport, envelope: Handle, way: Mechanism): boolean {
  const clear = Buffer.from(item.pkcs8);
  try {
    const wrapped = cryptoki.encrypt(session, way, envelope, clear, room);
    cryptoki.unwrap(session, way, envelope, wrapped, privateKeyTemplate(item, keyTypeOf(item.pkcs8)));
    return true;
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    return false;
  } finally {
    clear.fill(0);
  }
}
