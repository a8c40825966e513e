// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { toHex } from '../../../x509/der/der-values.ts';
import { attribute, objectClass } from '../module/numbers.ts';
import type { ObjectReportMessage } from '../pkcs11-protocol.ts';
import { algorithmOf, publicAttributes, publicKeyInfo } from './public-key-info.ts';
import type { Attributes, AttributeReader } from './read-attributes.ts';
import type { Handle } from '../module/cryptoki.ts';

export type ObjectClass = ObjectReportMessage['class'];

const classNames: Readonly<Record<number, ObjectClass>> = {
  [objectClass.certificate]: 'certificate',
  [objectClass.privateKey]: 'private-key',
  [objectClass.publicKey]: 'public-key',
  [objectClass.data]: 'data',
};

export function classOf(number: number | null): ObjectClass {
  return (number === null ? undefined : classNames[number]) ?? 'other';
}

const common = [attribute.label, attribute.id, attribute.private] as const;

/** Never read a key's CKA_VALUE. */
const wanted: Readonly<Record<ObjectClass, readonly number[]>> = {
  certificate: [...common, attribute.value],
  'private-key': [
    ...common,
    attribute.keyType,
    attribute.local,
    attribute.extractable,
    attribute.neverExtractable,
    attribute.alwaysAuthenticate,
    attribute.sign,
    attribute.decrypt,
    attribute.derive,
  ],
  'public-key': [...common, attribute.keyType, attribute.local],
  data: [attribute.label, attribute.private, attribute.value],
  other: common,
};

export function ulong(value: Buffer | undefined): number | null {
  return value !== undefined && value.length >= 4 ? value.readUInt32LE(0) : null;
}

function flag(value: Buffer | undefined): boolean | null {
  return value === undefined || value.length === 0 ? null : value[0] !== 0;
}

export type UncountedObject = Omit<ObjectReportMessage, 'id'> & { readonly digest: string };

export function readObject(read: AttributeReader, object: Handle, kind: ObjectClass): UncountedObject {
  const attributes = read(object, wanted[kind]);
  const isKey = kind === 'private-key' || kind === 'public-key';
  const type = isKey ? ulong(attributes.get(attribute.keyType)) : null;
  const names = publicAttributes(type);
  const key = names.length > 0 ? read(object, names) : new Map<number, Buffer>();
  return describe(kind, attributes, key, type);
}

function describe(kind: ObjectClass, attributes: Attributes, key: Attributes, type: number | null): UncountedObject {
  const value = attributes.get(attribute.value);
  const extractable = flag(attributes.get(attribute.extractable));
  const label = attributes.get(attribute.label)?.toString('utf8') ?? '';
  const keyId = toHex(attributes.get(attribute.id) ?? new Uint8Array(0));
  const isPrivate = kind === 'private-key';
  return {
    class: kind,
    label,
    keyId,
    private: flag(attributes.get(attribute.private)) ?? isPrivate,
    certificate: kind === 'certificate' ? (value ?? null) : null,
    publicKey: publicKeyInfo(type, key),
    algorithm: algorithmOf(type, key),
    madeHere: flag(attributes.get(attribute.local)),
    exportable: extractable === null ? null : extractable && flag(attributes.get(attribute.neverExtractable)) !== true,
    pinEachTime: flag(attributes.get(attribute.alwaysAuthenticate)) === true,
    canSign: isPrivate && flag(attributes.get(attribute.sign)) === true,
    canDecrypt: isPrivate && flag(attributes.get(attribute.decrypt)) === true,
    canAgree: isPrivate && flag(attributes.get(attribute.derive)) === true,
    sizeBytes: value?.length ?? null,
    digest: digestOf(kind, keyId, label, [value, ...publicAttributes(type).map((name) => key.get(name))]),
  };
}

/** Hashes lengths too, because concatenation is ambiguous. */
function digestOf(kind: string, keyId: string, label: string, contents: readonly (Buffer | undefined)[]): string {
  const head = [kind, keyId, label, ...contents.map((content) => content?.length ?? 0)];
  return hash(
    'sha256',
    Buffer.concat([Buffer.from(JSON.stringify(head)), ...contents.filter((part) => part !== undefined)]),
  );
}

/** Numbers identical objects, starting with the second. */
export function createCounter(): (object: UncountedObject) => ObjectReportMessage {
  const seen = new Map<string, number>();
  return ({ digest, ...rest }) => {
    const count = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, count);
    return { ...rest, id: count === 1 ? digest : `${digest}#${count}` };
  };
}
