// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../domain/error-codes.ts';
import { sha256Schema } from './certificate.ts';

/** SHA-256 of the module's real path, 64 lower-case hex digits. */
export const moduleIdSchema = sha256Schema;
/** SHA-256 over maker, model, serial and, where the serial tells nothing, the label of a token: 64 lower-case hex digits. */
export const tokenIdSchema = sha256Schema;
/** SHA-256 over class, CKA_ID, label and content of an object; equal objects count up. */
export const tokenObjectIdSchema = z.string().regex(/^[0-9a-f]{64}(#\d{1,4})?$/);

/** PIN: what the person types, UTF-8; null: typed at the reader itself (protected authentication path). */
export const pinSchema = z.string().max(255).nullable();

/**
 * `ready`: loaded, or loadable without asking. `needs-consent`: not from the distribution's packages and not allowed
 * yet. `changed`: allowed once, and the file is another one now. `missing`: the file is gone. `broken`: it could not
 * be loaded, or is no PKCS#11 module. `stopped`: it crashed or did not answer, and is started again at the next use.
 * `paused`: it died too often; it is left alone until a person asks for it again.
 */
export const moduleStates = ['ready', 'needs-consent', 'changed', 'missing', 'broken', 'stopped', 'paused'] as const;
export const moduleStateSchema = z.enum(moduleStates);
export type ModuleState = z.infer<typeof moduleStateSchema>;

/** What a person sees of a module's file before anything of it is loaded. */
export const moduleFactsSchema = z.strictObject({
  moduleId: moduleIdSchema,
  /** Absolute, without links. */
  path: z.string(),
  /** Maker's or product's name where the path is known, else the file's name. */
  name: z.string(),
  /** Of the file. */
  sha256: sha256Schema,
  sizeBytes: z.number().int(),
  /** Account that owns the file; null where the system does not tell. */
  owner: z.string().nullable(),
  /** The file, or a folder on the way to it, can be changed by other accounts. */
  writableByOthers: z.boolean(),
  /** Debian or RPM package the file belongs to; null: of none. */
  package: z.string().nullable(),
});
export type ModuleFacts = z.infer<typeof moduleFactsSchema>;

/** A PKCS#11 module: the maker's program that speaks to its tokens. */
export const tokenModuleSchema = moduleFactsSchema.extend({
  /** How it was found. */
  source: z.enum(['p11-kit', 'known-path', 'added']),
  state: moduleStateSchema,
  /** Of `broken`, `stopped` and `paused`: why. */
  code: z.enum(errorCodes).nullable(),
  /** C_GetInfo (PKCS#11 §5.4); null while not loaded. */
  library: z.strictObject({ description: z.string(), maker: z.string(), version: z.string() }).nullable(),
  /** Times that it died or was ended for not answering since the app started. */
  faults: z.number().int(),
  /** Slots with and without a token; null while not loaded. */
  slots: z.number().int().nullable(),
});
export type TokenModule = z.infer<typeof tokenModuleSchema>;

/** What the token's flags say of a PIN (PKCS#11 §3.2, CKF_USER_PIN_COUNT_LOW and its siblings). `unset`: there is none yet. */
export const pinStates = ['ok', 'low', 'final', 'locked', 'unset', 'to-be-changed'] as const;
export const pinStateSchema = z.enum(pinStates);
export type PinState = z.infer<typeof pinStateSchema>;

export const tokenAlgorithms = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256', 'ec-p384', 'ed25519'] as const;
export const tokenAlgorithmSchema = z.enum(tokenAlgorithms);
export type TokenAlgorithm = z.infer<typeof tokenAlgorithmSchema>;

/** A USB token (U盾) that is plugged in now. Texts are the token's own: shown with their control characters visible. */
export const tokenSchema = z.strictObject({
  id: tokenIdSchema,
  serial: z.string(),
  label: z.string(),
  maker: z.string(),
  model: z.string(),
  /** Name of the reader or slot. */
  reader: z.string(),
  initialised: z.boolean(),
  writeProtected: z.boolean(),
  /** A PIN is asked for before private keys are used. */
  loginRequired: z.boolean(),
  /** The PIN is typed at the reader. */
  pinpad: z.boolean(),
  pin: pinStateSchema,
  soPin: pinStateSchema,
  /** Wrong entries in a row that this program saw, also before it was restarted. */
  wrongPins: z.number().int(),
  wrongSoPins: z.number().int(),
  /** The next entry must be confirmed by typing: the token, or our own count, says that it may be the last one. */
  lastTry: z.boolean(),
  soLastTry: z.boolean(),
  /** Octets; of PIN and SO PIN alike. */
  pinLength: z.strictObject({ min: z.number().int(), max: z.number().int() }),
  /** Octets; null: the token does not tell. */
  freeBytes: z.number().int().nullable(),
  totalBytes: z.number().int().nullable(),
  /** Its owner switched on 我自己管理这个 U盾. */
  managed: z.boolean(),
  /** PIN given, and kept open on the owner's wish. */
  unlocked: z.boolean(),
  /** Keys that it can make by itself. */
  generates: z.array(tokenAlgorithmSchema),
  /** Keys and certificates are written under the SO PIN (of a PIV token: its management key), not under the PIN. */
  changesNeedSoPin: z.boolean(),
  /** Whether a forgotten or locked PIN can be set anew, and with what. */
  unblock: z.array(z.enum(['so-pin', 'puk'])),
  /** The module used for it, and the others that show the same device. */
  moduleId: moduleIdSchema,
  moduleName: z.string(),
  otherModules: z.array(z.strictObject({ moduleId: moduleIdSchema, name: z.string() })),
});
export type Token = z.infer<typeof tokenSchema>;

/** CKO_CERTIFICATE, CKO_PRIVATE_KEY, CKO_PUBLIC_KEY, CKO_DATA; `other`: secret keys and makers' own. */
export const tokenObjectClasses = ['certificate', 'private-key', 'public-key', 'data', 'other'] as const;
export const tokenObjectClassSchema = z.enum(tokenObjectClasses);

export const tokenObjectSchema = z.strictObject({
  id: tokenObjectIdSchema,
  class: tokenObjectClassSchema,
  label: z.string(),
  /** CKA_ID, lower-case hex; empty where there is none. */
  keyId: z.string(),
  /** `rsa-2048`, `ec-p256`, … or null where it has no key or does not tell. */
  algorithm: z.string().nullable(),
  /** Objects with the same number belong together: certificate, private and public key of one pair (by public key, else by CKA_ID). */
  pair: z.number().int().nullable(),
  /** Of a certificate that could be read. Identity numbers masked. */
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
  /** Of a private key; null: the token does not tell (PKCS#11 §4.9). */
  key: z
    .strictObject({
      /** CKA_LOCAL: made on the token. */
      madeHere: z.boolean().nullable(),
      /** Can leave the token: CKA_EXTRACTABLE and not CKA_NEVER_EXTRACTABLE. */
      exportable: z.boolean().nullable(),
      /** CKA_ALWAYS_AUTHENTICATE: the PIN is asked for before each use. */
      pinEachTime: z.boolean(),
      canSign: z.boolean(),
      canDecrypt: z.boolean(),
    })
    .nullable(),
  /** Octets of a data object, or null. */
  sizeBytes: z.number().int().nullable(),
});
export type TokenObject = z.infer<typeof tokenObjectSchema>;
