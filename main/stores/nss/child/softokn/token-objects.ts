// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { attribute, keyType, objectClass } from './attributes.ts';
import type { Softokn } from './softokn.ts';

const aesCbcPad = 0x1085;
/** The PKCS#8 of RSA-16384 takes 9.2 KB. */
const maxWrappedBytes = 32 * 1024;
const maxObjects = 64;

export interface Attribute {
  readonly type: number;
  readonly pValue: Uint8Array;
  readonly ulValueLen: number;
}

export function octets(type: number, value: Uint8Array): Attribute {
  return { type, pValue: value, ulValueLen: value.length };
}

export function flag(type: number, value: boolean): Attribute {
  return octets(type, Buffer.from([value ? 1 : 0]));
}

export function number(type: number, value: number): Attribute {
  const ulong = Buffer.alloc(8);
  ulong.writeBigUInt64LE(BigInt(value));
  return octets(type, ulong);
}

export function createObject({ call }: Softokn, attributes: readonly Attribute[]): number {
  const handle = [0];
  call('C_CreateObject', attributes, attributes.length, handle);
  return Number(handle[0]);
}

export function findObjects({ call }: Softokn, attributes: readonly Attribute[]): number[] {
  const template = [...attributes, flag(attribute.token, true)];
  const handles = Buffer.alloc(8 * maxObjects);
  const count = [0];
  call('C_FindObjectsInit', template, template.length);
  try {
    call('C_FindObjects', handles, maxObjects, count);
  } finally {
    call('C_FindObjectsFinal');
  }
  return Array.from({ length: Number(count[0]) }, (_, at) => Number(handles.readBigUInt64LE(8 * at)));
}

export function destroyObject({ call }: Softokn, handle: number): void {
  call('C_DestroyObject', handle);
}

/** An AES session key that wraps private keys for import and export. */
interface Envelope {
  readonly handle: number;
  readonly mechanism: { mechanism: number; pParameter: Uint8Array; ulParameterLen: number };
  readonly key: Buffer;
  readonly iv: Buffer;
}

function createEnvelope(softokn: Softokn): Envelope {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const uses = [attribute.encrypt, attribute.decrypt, attribute.wrap, attribute.unwrap].map((use) => flag(use, true));
  const handle = createObject(softokn, [
    number(attribute.class, objectClass.secretKey),
    number(attribute.keyType, keyType.aes),
    flag(attribute.token, false),
    octets(attribute.value, key),
    ...uses,
  ]);
  return { handle, mechanism: { mechanism: aesCbcPad, pParameter: iv, ulParameterLen: iv.length }, key, iv };
}

export function importPrivateKey(softokn: Softokn, pkcs8: Uint8Array, attributes: readonly Attribute[]): number {
  const { handle, mechanism, key, iv } = createEnvelope(softokn);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const wrapped = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  key.fill(0);
  const made = [0];
  softokn.call('C_UnwrapKey', mechanism, handle, wrapped, wrapped.length, attributes, attributes.length, made);
  return Number(made[0]);
}

export function exportPrivateKey(softokn: Softokn, privateKey: number): Uint8Array {
  const { handle, mechanism, key, iv } = createEnvelope(softokn);
  const wrapped = Buffer.alloc(maxWrappedBytes);
  const length = [wrapped.length];
  softokn.call('C_WrapKey', mechanism, handle, privateKey, wrapped, length);
  const decipher = createDecipheriv('aes-256-cbc', key, iv);
  const parts = [decipher.update(wrapped.subarray(0, Number(length[0]))), decipher.final()];
  const pkcs8 = Uint8Array.from(Buffer.concat(parts));
  for (const part of [...parts, key]) part.fill(0);
  return pkcs8;
}
