// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { wrappedPairSchema } from '../../parser/wrapped-pair-schema.ts';
import { tokenAlgorithmSchema, tokenObjectClassSchema, tokenStandardSchema } from '../../../shared/schemas/token.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);
/** UTF-8, or null if typed at the reader. Both processes zero it. */
const pin = bytes.nullable();
const lease = z.number().int();
const who = z.enum(['user', 'so']);

const tokenNameSchema = z.object({
  label: z.string(),
  maker: z.string(),
  model: z.string(),
  serial: z.string(),
});

const libraryInfoSchema = z.strictObject({ description: z.string(), maker: z.string(), version: z.string() });

const flagsSchema = z.strictObject({
  writeProtected: z.boolean(),
  loginRequired: z.boolean(),
  userPinInitialized: z.boolean(),
  protectedAuthenticationPath: z.boolean(),
  tokenInitialized: z.boolean(),
  userPinCountLow: z.boolean(),
  userPinFinalTry: z.boolean(),
  userPinLocked: z.boolean(),
  userPinToBeChanged: z.boolean(),
  soPinCountLow: z.boolean(),
  soPinFinalTry: z.boolean(),
  soPinLocked: z.boolean(),
  soPinToBeChanged: z.boolean(),
});

const tokenReportSchema = z.strictObject({
  ...tokenNameSchema.shape,
  standard: tokenStandardSchema,
  tries: z.strictObject({ user: z.number().int().nullable(), so: z.number().int().nullable() }),
  flags: flagsSchema,
  pinLength: z.strictObject({ min: z.number().int(), max: z.number().int() }),
  freeBytes: z.number().nullable(),
  totalBytes: z.number().nullable(),
  generates: z.array(tokenAlgorithmSchema),
  unblock: z.array(z.enum(['so-pin', 'puk'])),
  writesAs: who,
});
export type TokenReportMessage = z.infer<typeof tokenReportSchema>;

const slotReportSchema = z.strictObject({
  slot: z.string(),
  description: z.string(),
  hardware: z.boolean(),
  token: tokenReportSchema.nullable(),
  keptOpen: z.boolean(),
});
export type SlotReportMessage = z.infer<typeof slotReportSchema>;

const objectReportSchema = z.strictObject({
  class: tokenObjectClassSchema,
  label: z.string(),
  keyId: z.string(),
  private: z.boolean(),
  certificate: bytes.nullable(),
  publicKey: bytes.nullable(),
  algorithm: z.string().nullable(),
  madeHere: z.boolean().nullable(),
  exportable: z.boolean().nullable(),
  pinEachTime: z.boolean(),
  canSign: z.boolean(),
  canDecrypt: z.boolean(),
  canAgree: z.boolean(),
  sizeBytes: z.number().nullable(),
  id: z.string(),
});
export type ObjectReportMessage = z.infer<typeof objectReportSchema>;
export const objectBatchSchema = z.array(objectReportSchema).max(1000);
/** Sent before an accepted PIN is resent (`right` false) and after it was accepted again (`right` true). */
export const loginAgainSchema = z.strictObject({
  loginAgain: z.strictObject({ who: z.enum(['user', 'so']), right: z.boolean() }),
});

export const schemes = ['rsa-pkcs1-sha256', 'ecdsa-sha256', 'ecdsa-sha384', 'ed25519', 'sm2-sm3'] as const;

/** For the PKCS#11 and SKF children. Send `load` first. A child answers with `begun`, parts, and a result or error. */
export const pkcs11Operations = {
  load: {
    input: z.strictObject({ path: z.string(), parameters: z.string().nullable() }),
    output: libraryInfoSchema,
  },
  slots: { input: z.strictObject({}), output: z.array(slotReportSchema) },
  changedSlots: { input: z.strictObject({}), output: z.array(slotReportSchema).nullable() },
  open: {
    input: z.strictObject({ token: tokenNameSchema }),
    output: z.strictObject({ lease }),
  },
  release: { input: z.strictObject({ lease }), output: z.null() },
  login: { input: z.strictObject({ lease, who, pin }), output: z.null() },
  keepOpen: { input: z.strictObject({ lease }), output: z.null() },
  logout: { input: z.strictObject({ lease }), output: z.null() },
  objects: { input: z.strictObject({ lease }), output: z.null() },
  sign: {
    input: z.strictObject({ lease, objectId: z.string(), scheme: z.enum(schemes), message: bytes }),
    output: bytes,
  },
  decrypt: {
    input: z.strictObject({ lease, objectId: z.string(), label: bytes, ciphertext: bytes }),
    output: bytes,
  },
  agree: { input: z.strictObject({ lease, objectId: z.string(), point: bytes }), output: bytes },
  generate: {
    input: z.strictObject({ lease, algorithm: tokenAlgorithmSchema, label: z.string() }),
    output: objectReportSchema,
  },
  createCertificate: {
    input: z.object({
      lease,
      der: bytes,
      keyId: z.string(),
      label: z.string(),
      issuer: bytes,
      subject: bytes,
      serialNumber: bytes,
    }),
    output: objectReportSchema,
  },
  importKey: {
    input: z.object({
      lease,
      pkcs8: bytes,
      keyId: z.string(),
      label: z.string(),
      subject: bytes,
      pivSlot: z.number().int().nullable(),
    }),
    output: objectReportSchema,
  },
  /** For SKF. */
  importWrapped: {
    input: z.strictObject({ lease, label: z.string(), pair: wrappedPairSchema }),
    output: objectReportSchema,
  },
  destroy: { input: z.strictObject({ lease, objectId: z.string() }), output: z.null() },
  listData: { input: z.strictObject({ lease }), output: z.array(z.string()) },
  writeData: { input: z.strictObject({ lease, name: z.string(), value: bytes }), output: z.null() },
  readData: { input: z.strictObject({ lease, name: z.string() }), output: bytes },
  renameData: { input: z.strictObject({ lease, from: z.string(), to: z.string() }), output: z.boolean() },
  destroyData: { input: z.strictObject({ lease, name: z.string() }), output: z.null() },
  setPin: { input: z.strictObject({ lease, who, oldPin: pin, newPin: pin }), output: z.null() },
  initPin: { input: z.strictObject({ lease, newPin: pin }), output: z.null() },
  unblock: { input: z.strictObject({ lease, secret: bytes, newPin: bytes }), output: z.null() },
  initialise: {
    input: z.strictObject({
      where: z.union([z.object({ token: tokenNameSchema }), z.strictObject({ slot: z.string() })]),
      label: z.string(),
      soPin: pin,
      firstPin: z.boolean(),
      pin,
    }),
    output: tokenReportSchema,
  },
  finalise: { input: z.strictObject({}), output: z.null() },
} as const;

export type Pkcs11Operation = keyof typeof pkcs11Operations;
export type Pkcs11Input<O extends Pkcs11Operation> = z.infer<(typeof pkcs11Operations)[O]['input']>;
export type Pkcs11Output<O extends Pkcs11Operation> = z.infer<(typeof pkcs11Operations)[O]['output']>;
