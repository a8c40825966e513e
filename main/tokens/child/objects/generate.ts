// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import { tags } from '../../../x509/der/der-reader.ts';
import { element, oid } from '../../../x509/der/der-writer.ts';
import { keyIdOf } from '../../../stores/nss/child/softokn/key-id.ts';
import type { Cryptoki, Handle, KeyPair, Template } from '../module/cryptoki.ts';
import { CryptokiError, hasReturned } from '../module/cryptoki-error.ts';
import type { KeyPlace } from '../piv/key-place.ts';
import { attribute, mechanism, rv } from '../module/numbers.ts';
import type { ObjectReportMessage } from '../pkcs11-protocol.ts';
import { ed25519Oid } from './public-key-info.ts';
import { objectsWithId } from './token-objects.ts';

interface Kind {
  readonly mechanism: number;
  readonly parameters: readonly Template[];
  readonly decrypts: boolean;
}

const f4 = Buffer.from([1, 0, 1]);

function kindOf(algorithm: TokenAlgorithm): Kind {
  const curve = (octets: Uint8Array): Template => [{ type: attribute.ecParameters, value: Buffer.from(octets) }];
  if (algorithm === 'ed25519') {
    // An OID (PKCS#11 3.1 §6.3.5) or a PrintableString (SoftHSM, PKCS#11 3.0).
    const forms = [oid(ed25519Oid), element(tags.printableString, Buffer.from('edwards25519'))];
    return { mechanism: mechanism.edwardsKeyPairGen, parameters: forms.map(curve), decrypts: false };
  }
  if (algorithm === 'ec-p256' || algorithm === 'ec-p384') {
    const name = algorithm === 'ec-p256' ? '1.2.840.10045.3.1.7' : '1.3.132.0.34';
    return { mechanism: mechanism.ecKeyPairGen, parameters: [curve(oid(name))], decrypts: false };
  }
  if (algorithm === 'sm2') throw new AppError('unsupported-algorithm', { algorithm });
  const size: Template = [
    { type: attribute.modulusBits, value: Number(algorithm.slice('rsa-'.length)) },
    { type: attribute.publicExponent, value: f4 },
  ];
  return { mechanism: mechanism.rsaKeyPairGen, parameters: [size], decrypts: true };
}

function templates(
  kind: Kind,
  parameters: Template,
  id: Buffer,
  label: string,
): { publicKey: Template; privateKey: Template } {
  const common: Template = [
    { type: attribute.token, value: true },
    { type: attribute.label, value: Buffer.from(label) },
    { type: attribute.id, value: id },
  ];
  return {
    publicKey: [
      ...common,
      { type: attribute.private, value: false },
      { type: attribute.verify, value: true },
      ...(kind.decrypts ? [{ type: attribute.encrypt, value: true }] : []),
      ...parameters,
    ],
    privateKey: [
      ...common,
      { type: attribute.private, value: true },
      { type: attribute.sensitive, value: true },
      { type: attribute.extractable, value: false },
      { type: attribute.sign, value: true },
      ...(kind.decrypts ? [{ type: attribute.decrypt, value: true }] : []),
    ],
  };
}

const otherForm = [
  rv.argumentsBad,
  rv.attributeValueInvalid,
  rv.attributeTypeInvalid,
  rv.mechanismParamInvalid,
  rv.templateInconsistent,
  rv.templateIncomplete,
  // CKR_DOMAIN_PARAMS_INVALID, CKR_CURVE_NOT_SUPPORTED
  0x130,
  0x140,
];

export async function generate(
  cryptoki: Cryptoki,
  session: Handle,
  { algorithm, label }: { readonly algorithm: TokenAlgorithm; readonly label: string },
  place: KeyPlace,
): Promise<ObjectReportMessage> {
  const pair = await firstThatIsTaken(cryptoki, session, kindOf(algorithm), label, place);
  const placed = place.id.toString('hex');
  const made = readBack(cryptoki, session, placed);
  if (made.algorithm !== algorithm || made.publicKey === null) throw new AppError('verification-failed');
  if (place.fixed) return made;
  const keyId = rename(cryptoki, session, pair, place.id, keyIdOf(made.publicKey));
  return keyId === placed ? made : readBack(cryptoki, session, keyId);
}

async function firstThatIsTaken(
  cryptoki: Cryptoki,
  session: Handle,
  kind: Kind,
  label: string,
  place: KeyPlace,
): Promise<KeyPair> {
  let refusal: unknown;
  for (const parameters of kind.parameters) {
    const { publicKey, privateKey } = templates(kind, parameters, place.id, label);
    try {
      return await cryptoki.generateKeyPair(session, { mechanism: kind.mechanism }, publicKey, privateKey);
    } catch (error) {
      if (!hasReturned(error, ...otherForm)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

/** Returns the old ID if the module can't change CKA_ID. */
function rename(cryptoki: Cryptoki, session: Handle, pair: KeyPair, old: Buffer, wanted: Buffer): string {
  const set = (key: Handle, id: Buffer): void => cryptoki.set(session, key, [{ type: attribute.id, value: id }]);
  try {
    set(pair.privateKey, wanted);
  } catch (error) {
    if (error instanceof CryptokiError) return old.toString('hex');
    throw error;
  }
  try {
    set(pair.publicKey, wanted);
  } catch (error) {
    set(pair.privateKey, old);
    if (error instanceof CryptokiError) return old.toString('hex');
    throw error;
  }
  return wanted.toString('hex');
}

export function readBack(cryptoki: Cryptoki, session: Handle, keyId: string): ObjectReportMessage {
  const [made] = objectsWithId(cryptoki, session, 'private-key', keyId);
  if (made === undefined) throw new AppError('verification-failed');
  const [other] = objectsWithId(cryptoki, session, 'public-key', keyId);
  const publicKey = made.report.publicKey ?? other?.report.publicKey ?? null;
  return { ...made.report, publicKey, algorithm: made.report.algorithm ?? other?.report.algorithm ?? null };
}

export function sweep(cryptoki: Cryptoki, session: Handle, keyId: string): void {
  for (const kind of ['private-key', 'public-key'] as const) {
    for (const { handle } of objectsWithId(cryptoki, session, kind, keyId)) cryptoki.destroy(session, handle);
  }
}
