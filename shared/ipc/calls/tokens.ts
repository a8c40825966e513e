import { z } from 'zod';
import { sha256Schema } from '../../schemas/certificate.ts';
import { storeIdSchema } from '../../schemas/store.ts';
import {
  moduleFactsSchema,
  moduleIdSchema,
  pinSchema,
  tokenAlgorithmSchema,
  tokenIdSchema,
  tokenModuleSchema,
  tokenObjectIdSchema,
  tokenObjectSchema,
  tokenSchema,
} from '../../schemas/token.ts';
import { command, query } from '../define.ts';

/** Rows of one answer. */
export const maxTokenObjectsPage = 500;
const maxCertificates = 1000;

/** RFC 7468 §7; nothing before or behind it. */
const requestPem = /^-----BEGIN CERTIFICATE REQUEST-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE REQUEST-----\s*$/;
const maxRequestCharacters = 32 * 1024;

const moduleErrors = [
  'tokens-unavailable',
  'module-not-found',
  'module-not-allowed',
  'module-broken',
  'module-stopped',
  'module-paused',
] as const;

/** Of each call that speaks to a token. */
const tokenErrors = [
  ...moduleErrors,
  'token-not-found',
  'token-removed',
  'token-busy',
  'token-refused',
  'token-damaged',
] as const;

/** Of each call that takes a PIN. */
const pinErrors = [
  ...tokenErrors,
  'wrong-pin',
  'pin-locked',
  'pin-last-try',
  'pin-needed',
  'pin-length',
  'pin-unset',
] as const;

/** Of each call that changes what lies on a token. */
const changeErrors = [...pinErrors, 'token-not-managed', 'token-write-protected', 'token-full'] as const;

const onToken = { tokenId: tokenIdSchema };

/**
 * `pin`: what the person typed for this call, sent to the token once (`undefined`: the token is unlocked, or asks for
 * none). `confirmedLastTry`: the person confirmed by typing that this may be the last try.
 */
const withPin = { ...onToken, pin: pinSchema.optional(), confirmedLastTry: z.boolean() };

/** `soPin`: wanted where `changesNeedSoPin` says so, beside the PIN that tests the result. */
const withPins = { ...withPin, soPin: pinSchema.optional() };

/** USB tokens through PKCS#11 (T01-T11), and their modules in browsers (S11). */
export const tokenCalls = {
  'tokens.modules': query({
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({
      modules: z.array(tokenModuleSchema),
      /** Why tokens cannot be used at all on this computer, or null. */
      unavailable: z.string().nullable(),
    }),
  }),
  /** Asks for a file of a module, and shows what it is; nothing is loaded. */
  'tokens.chooseModule': command({
    input: z.strictObject({}),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), facts: moduleFactsSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['module-not-found', 'module-broken'],
    interactive: true,
  }),
  'tokens.typeModule': command({
    input: z.strictObject({ path: z.string().min(1).max(4096) }),
    output: z.strictObject({ facts: moduleFactsSchema }),
    errors: ['module-not-found', 'module-broken'],
  }),
  /** The person has seen the facts: tried in a throw-away process, then remembered with its hash. */
  'tokens.allowModule': command({
    input: z.strictObject({ moduleId: moduleIdSchema, sha256: sha256Schema }),
    output: z.strictObject({ module: tokenModuleSchema }),
    errors: moduleErrors,
    long: true,
  }),
  /** Consent is taken back; one added by hand leaves the list. */
  'tokens.forgetModule': command({
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({}),
    errors: ['module-not-found'],
  }),
  /** A module that was paused after faults is tried again. */
  'tokens.retryModule': command({
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({ module: tokenModuleSchema }),
    errors: moduleErrors,
    long: true,
  }),
  /** The tokens plugged in now. While a room that shows them is open, `tokens.changed` tells when to ask again. */
  'tokens.list': query({
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({ tokens: z.array(tokenSchema), unavailable: z.string().nullable() }),
  }),
  /** Follows plugging and unplugging (polling in the modules' processes) until it is switched off. */
  'tokens.follow': command({ input: z.strictObject({ on: z.boolean() }), output: z.strictObject({}) }),
  /** Which of the modules that show the same device is used. */
  'tokens.useModule': command({
    input: z.strictObject({ ...onToken, moduleId: moduleIdSchema }),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  /**
   * What lies on a token. `fresh` reads it anew; the answer comes as soon as the rows asked for are there, while the rest is still being read
   * (`complete` false). Private objects show after `tokens.unlock` only.
   */
  'tokens.objects': query({
    input: z.strictObject({
      ...onToken,
      fresh: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(maxTokenObjectsPage),
    }),
    output: z.strictObject({
      objects: z.array(tokenObjectSchema),
      /** Read so far. */
      read: z.number().int(),
      complete: z.boolean(),
      /** Private objects may be missing: no PIN was given. */
      publicOnly: z.boolean(),
      readAt: z.string(),
    }),
    errors: tokenErrors,
  }),
  /** Keeps the token open until `tokens.lock`, removal, or the end of the app; the PIN itself is not kept. */
  'tokens.unlock': command({
    input: z.strictObject({ ...onToken, pin: pinSchema, confirmedLastTry: z.boolean() }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  'tokens.lock': command({ input: z.strictObject(onToken), output: z.strictObject({}), errors: tokenErrors }),
  /** 我自己管理这个 U盾. */
  'tokens.manage': command({
    input: z.strictObject({ ...onToken, on: z.boolean() }),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  'tokens.changePin': command({
    input: z.strictObject({
      ...onToken,
      who: z.enum(['user', 'so']),
      pin: pinSchema,
      newPin: pinSchema,
      confirmedLastTry: z.boolean(),
    }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  /** Sets a new PIN with the SO PIN (管理员 PIN) or the PUK (解锁码). */
  'tokens.unblockPin': command({
    input: z.strictObject({
      ...onToken,
      by: z.enum(['so-pin', 'puk']),
      secret: pinSchema,
      newPin: pinSchema,
      confirmedLastTry: z.boolean(),
    }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  /** Erases everything. `typedLabel`: what the person typed to confirm: the token's label, or its serial where it has none. */
  'tokens.initialise': command({
    input: z.strictObject({
      ...onToken,
      label: z.string().min(1).max(32),
      soPin: pinSchema,
      newPin: pinSchema,
      typedLabel: z.string().max(64),
      /** Certificates that the person was shown as lost; others on the token: `token-not-empty`. */
      losing: z.array(sha256Schema).max(maxCertificates),
      confirmedLastTry: z.boolean(),
    }),
    /** The token has another id afterwards where its serial changed. */
    output: z.strictObject({ tokenId: tokenIdSchema }),
    errors: [...changeErrors, 'not-confirmed', 'token-not-empty'],
    long: true,
  }),
  'tokens.generate': command({
    input: z.strictObject({ ...withPins, algorithm: tokenAlgorithmSchema, label: z.string().min(1).max(64) }),
    output: z.strictObject({ objectId: tokenObjectIdSchema, spkiSha256: sha256Schema }),
    errors: [...changeErrors, 'unsupported-algorithm', 'verification-failed'],
    long: true,
  }),
  /** PKCS#10 signed by a key on the token, checked before it is given. */
  'tokens.csr': command({
    input: z.strictObject({ ...withPin, objectId: tokenObjectIdSchema, subject: z.string().min(1).max(2048) }),
    output: z.strictObject({ pem: z.string() }),
    errors: [...pinErrors, 'not-found', 'invalid-input', 'unsupported-algorithm', 'verification-failed'],
    long: true,
  }),
  /** A request that `tokens.csr` gave, as a file; the place comes from `files.chooseDestination`. */
  'tokens.saveRequest': command({
    input: z.strictObject({ destinationId: z.uuid(), pem: z.string().regex(requestPem).max(maxRequestCharacters) }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', 'destination-unwritable', 'disk-full', 'verification-failed'],
    long: true,
  }),
  /** A certificate that the key signs for itself, written beside it. */
  'tokens.selfSign': command({
    input: z.strictObject({
      ...withPins,
      objectId: tokenObjectIdSchema,
      subject: z.string().min(1).max(2048),
      days: z.number().int().min(1).max(3650),
    }),
    output: z.strictObject({ sha256: sha256Schema }),
    errors: [...changeErrors, 'not-found', 'invalid-input', 'unsupported-algorithm', 'verification-failed'],
    long: true,
  }),
  /** Certificates of the vault onto the token, beside the key that they belong to where it is there. */
  'tokens.writeCertificate': command({
    input: z.strictObject({ ...withPins, sha256: sha256Schema, withChain: z.boolean() }),
    output: z.strictObject({ written: z.number().int(), already: z.number().int(), withKey: z.boolean() }),
    errors: [...changeErrors, 'not-found', 'vault-missing', 'verification-failed'],
    long: true,
  }),
  /** Certificate and key of the vault onto the token, proven by a test signature. The vault must be open. */
  'tokens.importIdentity': command({
    input: z.strictObject({
      ...withPins,
      sha256: sha256Schema,
      withChain: z.boolean(),
      label: z.string().max(64).nullable(),
    }),
    output: z.strictObject({
      objectId: tokenObjectIdSchema,
      /** The key can never leave the token again. */
      sealed: z.boolean().nullable(),
    }),
    errors: [
      ...changeErrors,
      'not-found',
      'vault-missing',
      'vault-locked',
      'key-missing',
      'already-installed',
      'unsupported-algorithm',
      'verification-failed',
    ],
    long: true,
  }),
  /** Exactly one object. `typedLabel`: what the person typed to confirm, its label or the first eight digits of its id. */
  'tokens.delete': command({
    input: z.strictObject({ ...withPins, objectId: tokenObjectIdSchema, typedLabel: z.string().max(255) }),
    output: z.strictObject({}),
    errors: [...changeErrors, 'not-found', 'not-confirmed'],
    long: true,
  }),
  /** Has a key sign a random challenge and checks the signature. */
  'tokens.testKey': command({
    input: z.strictObject({ ...withPin, objectId: tokenObjectIdSchema }),
    output: z.strictObject({ at: z.string() }),
    errors: [...pinErrors, 'not-found', 'unsupported-algorithm', 'proof-failed'],
    long: true,
  }),
  /** Certificates of the token into the vault; their keys stay where they are. */
  'tokens.takeIn': command({
    input: z.strictObject({ ...onToken, objectIds: z.array(tokenObjectIdSchema).min(1).max(maxCertificates) }),
    output: z.strictObject({ added: z.number().int(), known: z.number().int() }),
    errors: [...tokenErrors, 'not-found', 'damaged', 'secret-required', 'disk-full', 'vault-busy', 'seal-broken'],
    maxBytes: maxCertificates * 72 + 4096,
    long: true,
  }),
  /** In which browsers a module is registered (S11). */
  'tokens.browsers': query({
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({
      places: z.array(
        z.strictObject({
          storeId: storeIdSchema,
          storeName: z.string(),
          registered: z.boolean(),
          /** A browser that reads it runs: it takes part after a restart. */
          running: z.boolean(),
        }),
      ),
    }),
    errors: ['module-not-found'],
  }),
  'tokens.registerModule': command({
    input: z.strictObject({ moduleId: moduleIdSchema, storeId: storeIdSchema, registered: z.boolean() }),
    output: z.strictObject({ restartNeeded: z.boolean() }),
    errors: [
      'module-not-found',
      'module-not-allowed',
      'store-not-found',
      'store-locked',
      'store-read-only',
      'store-damaged',
      'store-refused',
      'module-registered',
      'disk-full',
    ],
  }),
} as const;
