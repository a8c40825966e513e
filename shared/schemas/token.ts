// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenObjectClasses } from '../domain/token-objects.ts';
import { errorCodes } from '../domain/errors/error-codes.ts';
import { sha256Schema } from './certificates/certificate.ts';

/** SHA-256 of the file's real path. */
export const moduleIdSchema = sha256Schema;
/** SHA-256 of maker, model and serial. Label and reader name replace a missing serial. */
export const tokenIdSchema = sha256Schema;
/** SHA-256 of class, CKA_ID, label and content. A number distinguishes equal objects. */
export const tokenObjectIdSchema = z.string().regex(/^[0-9a-f]{64}(#\d{1,4})?$/);

/** Sent as UTF-8. Null means typed at the reader. */
export const pinSchema = z.string().max(255).nullable();

/**
 * `needs-consent`: not from the distribution's packages and not allowed yet. `changed`: the file changed since it was
 * allowed. `broken`: can't be loaded or lacks the interface. `stopped`: crashed or hung, and restarts on next use.
 * `paused`: crashed too often.
 */
export const moduleStates = ['ready', 'needs-consent', 'changed', 'missing', 'broken', 'stopped', 'paused'] as const;
export const moduleStateSchema = z.enum(moduleStates);
export type ModuleState = z.infer<typeof moduleStateSchema>;

export const tokenStandards = ['pkcs11', 'skf'] as const;
export const tokenStandardSchema = z.enum(tokenStandards);
export type TokenStandard = z.infer<typeof tokenStandardSchema>;

export const moduleFactsSchema = z.strictObject({
  moduleId: moduleIdSchema,
  /** Absolute, with symbolic links resolved. */
  path: z.string(),
  name: z.string(),
  /** Set by a known path or detected from function names. */
  standard: tokenStandardSchema,
  sha256: sha256Schema,
  sizeBytes: z.number().int(),
  owner: z.string().nullable(),
  /** Also true for a writable parent folder. */
  writableByOthers: z.boolean(),
  package: z.string().nullable(),
});
export type ModuleFacts = z.infer<typeof moduleFactsSchema>;

/** A known USB key is connected, but its SKF library isn't installed. */
export const missingLibrarySchema = z.strictObject({
  name: z.string(),
  /** `vendor:product`, lower-case hexadecimal. */
  usb: z.string(),
  files: z.array(z.string()),
});
export type MissingLibrary = z.infer<typeof missingLibrarySchema>;

export const tokenModuleSchema = moduleFactsSchema.extend({
  source: z.enum(['p11-kit', 'known-path', 'added']),
  state: moduleStateSchema,
  code: z.enum(errorCodes).nullable(),
  /** From C_GetInfo (PKCS#11 §5.4). Empty for SKF, null if not loaded. */
  library: z.strictObject({ description: z.string(), maker: z.string(), version: z.string() }).nullable(),
  faults: z.number().int(),
  slots: z.number().int().nullable(),
});
export type TokenModule = z.infer<typeof tokenModuleSchema>;

/** From PKCS#11 §3.2 flags such as CKF_USER_PIN_COUNT_LOW. */
export const pinStates = ['ok', 'low', 'final', 'locked', 'unset', 'to-be-changed'] as const;
export const pinStateSchema = z.enum(pinStates);
export type PinState = z.infer<typeof pinStateSchema>;

/** `sm2` needs SKF, because PKCS#11 has no SM2. */
export const tokenAlgorithms = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256', 'ec-p384', 'ed25519', 'sm2'] as const;
export const tokenAlgorithmSchema = z.enum(tokenAlgorithms);
export type TokenAlgorithm = z.infer<typeof tokenAlgorithmSchema>;

/** Strings are untrusted and can contain control characters. */
export const tokenSchema = z.strictObject({
  id: tokenIdSchema,
  serial: z.string(),
  label: z.string(),
  maker: z.string(),
  model: z.string(),
  reader: z.string(),
  initialised: z.boolean(),
  writeProtected: z.boolean(),
  loginRequired: z.boolean(),
  pinpad: z.boolean(),
  pin: pinStateSchema,
  soPin: pinStateSchema,
  /** Number of consecutive wrong PINs, kept across restarts. */
  wrongPins: z.number().int(),
  wrongSoPins: z.number().int(),
  /** Tries left, each null if not reported. */
  tries: z.strictObject({ user: z.number().int().nullable(), so: z.number().int().nullable() }),
  /** The next try may be the last, according to the token or our own count. It requires typed confirmation. */
  lastTry: z.boolean(),
  soLastTry: z.boolean(),
  /** In octets, for PIN and SO PIN. */
  pinLength: z.strictObject({ min: z.number().int(), max: z.number().int() }),
  freeBytes: z.number().int().nullable(),
  totalBytes: z.number().int().nullable(),
  /** True if the user manages the USB key (我自己管理这个 U盾). */
  managed: z.boolean(),
  unlocked: z.boolean(),
  generates: z.array(tokenAlgorithmSchema),
  /** Changes need the SO PIN (for PIV, the management key) instead of the PIN. */
  changesNeedSoPin: z.boolean(),
  unblock: z.array(z.enum(['so-pin', 'puk'])),
  moduleId: moduleIdSchema,
  moduleName: z.string(),
  standard: tokenStandardSchema,
  otherModules: z.array(z.strictObject({ moduleId: moduleIdSchema, name: z.string() })),
});
export type Token = z.infer<typeof tokenSchema>;

export const tokenObjectClassSchema = z.enum(tokenObjectClasses);

export const tokenObjectSchema = z.strictObject({
  id: tokenObjectIdSchema,
  class: tokenObjectClassSchema,
  label: z.string(),
  /** CKA_ID (for SKF, a hash) in lower-case hex, possibly empty. */
  keyId: z.string(),
  /** Null if not applicable or not reported. */
  algorithm: z.string().nullable(),
  /** Objects of a pair share a public key or, failing that, a CKA_ID. */
  pair: z.number().int().nullable(),
  /** Identity numbers are masked. */
  certificate: z
    .strictObject({
      sha256: sha256Schema,
      subject: z.string(),
      issuer: z.string(),
      displayName: z.string(),
      issuerName: z.string(),
      serial: z.string(),
      notBefore: z.string(),
      notAfter: z.string(),
      isCa: z.boolean(),
      inVault: z.boolean(),
    })
    .nullable(),
  key: z
    .strictObject({
      /** CKA_LOCAL. */
      madeHere: z.boolean().nullable(),
      /** CKA_EXTRACTABLE and not CKA_NEVER_EXTRACTABLE. */
      exportable: z.boolean().nullable(),
      /** CKA_ALWAYS_AUTHENTICATE. */
      pinEachTime: z.boolean(),
      canSign: z.boolean(),
      canDecrypt: z.boolean(),
    })
    .nullable(),
  sizeBytes: z.number().int().nullable(),
});
export type TokenObject = z.infer<typeof tokenObjectSchema>;
