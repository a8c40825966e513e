// SPDX-License-Identifier: Apache-2.0
import { contentOf, encodingOf, listChildren, readElement, readWhole, tags } from '../../../x509/der/der-reader.ts';
import { octetString } from '../../../x509/der/der-writer.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { keyOids, readPrivateKeyInfo } from '../../../formats/keys/public-half.ts';
import type { Cryptoki, Handle, Template } from '../module/cryptoki.ts';
import { attribute, keyType, objectClass } from '../module/numbers.ts';
import { ed25519Oid } from './public-key-info.ts';
import type { TokenKind } from './token-kind.ts';

interface KeyItem {
  readonly pkcs8: Uint8Array;
  readonly keyId: string;
  readonly label: string;
  readonly subject: Uint8Array;
}

type Entry = Template[number];
const octets = (type: number, value: Uint8Array): Entry => ({
  type,
  value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

/** PKCS#11 mechanisms 2.40 §2.1.3, §2.3.4; 3.1 §6.3. Secret values are views of `pkcs8`. */
interface KeyNumbers {
  readonly type: number;
  readonly numbers: Template;
}

function numbersOf(pkcs8: Uint8Array): KeyNumbers {
  const { algorithmOid, parameters, privateKey } = readPrivateKeyInfo(pkcs8);
  if (algorithmOid === keyOids.rsa) return { type: keyType.rsa, numbers: rsaNumbers(privateKey) };
  if (algorithmOid === ed25519Oid) {
    const secret = contentOf(privateKey, readWhole(privateKey, tags.octetString));
    const curve = Buffer.from('130c656477617264733235353139', 'hex');
    return {
      type: keyType.ecEdwards,
      numbers: [octets(attribute.ecParameters, curve), octets(attribute.value, secret)],
    };
  }
  if (algorithmOid !== keyOids.ec || parameters === null)
    throw new AppError('unsupported-algorithm', { algorithm: algorithmOid });
  const [, scalar] = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  if (scalar === undefined) throw new AppError('damaged');
  return {
    type: keyType.ec,
    numbers: [
      octets(attribute.ecParameters, encodingOf(pkcs8, parameters)),
      octets(attribute.value, contentOf(privateKey, scalar)),
    ],
  };
}

/** RFC 8017 A.1.2. */
const rsaOrder = [
  attribute.modulus,
  attribute.publicExponent,
  attribute.privateExponent,
  attribute.prime1,
  attribute.prime2,
  attribute.exponent1,
  attribute.exponent2,
  attribute.coefficient,
] as const;

function rsaNumbers(privateKey: Uint8Array): Template {
  const [, ...numbers] = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  return rsaOrder.map((type, at) => {
    const number = numbers[at];
    if (number === undefined) throw new AppError('damaged');
    const value = contentOf(privateKey, number);
    return octets(type, value[0] === 0 ? value.subarray(1) : value);
  });
}

export function privateKeyTemplate({ keyId, label, subject }: Omit<KeyItem, 'pkcs8'>, type: number): Template {
  return [
    { type: attribute.class, value: objectClass.privateKey },
    { type: attribute.keyType, value: type },
    { type: attribute.token, value: true },
    { type: attribute.private, value: true },
    { type: attribute.sensitive, value: true },
    { type: attribute.extractable, value: false },
    { type: attribute.sign, value: true },
    ...(type === keyType.rsa ? [{ type: attribute.decrypt, value: true }] : []),
    { type: attribute.label, value: Buffer.from(label) },
    octets(attribute.id, Buffer.from(keyId, 'hex')),
    octets(attribute.subject, subject),
  ];
}

export function keyTypeOf(pkcs8: Uint8Array): number {
  return numbersOf(pkcs8).type;
}

/** libykcs11 2.7.1 refuses these attributes (measured). */
const unwantedByPiv: readonly number[] = [attribute.modulus, attribute.privateExponent];

export function createPrivateKey(cryptoki: Cryptoki, session: Handle, item: KeyItem, kind: TokenKind): void {
  const { type, numbers } = numbersOf(item.pkcs8);
  const wanted = kind === 'piv-ykcs11' ? numbers.filter((entry) => !unwantedByPiv.includes(entry.type)) : numbers;
  cryptoki.create(session, [...privateKeyTemplate(item, type), ...wanted]);
}

export function createPublicHalf(cryptoki: Cryptoki, session: Handle, item: KeyItem, spki: Uint8Array): void {
  const { type, numbers } = numbersOf(item.pkcs8);
  const shared: readonly number[] = [attribute.modulus, attribute.publicExponent, attribute.ecParameters];
  const [, bits] = listChildren(spki, readElement(spki));
  if (bits === undefined) throw new AppError('damaged');
  const point = octetString(contentOf(spki, bits).subarray(1));
  cryptoki.create(session, [
    { type: attribute.class, value: objectClass.publicKey },
    { type: attribute.keyType, value: type },
    { type: attribute.token, value: true },
    { type: attribute.private, value: false },
    { type: attribute.verify, value: true },
    ...(type === keyType.rsa ? [{ type: attribute.encrypt, value: true }] : [octets(attribute.ecPoint, point)]),
    { type: attribute.label, value: Buffer.from(item.label) },
    octets(attribute.id, Buffer.from(item.keyId, 'hex')),
    ...numbers.filter((entry) => shared.includes(entry.type)),
  ]);
}
