// SPDX-License-Identifier: Apache-2.0
export const pinErrorCodes = [
  'wrong-pin',
  'pin-locked',
  'pin-last-try',
  'pin-needed',
  'pin-length',
  'pin-not-set',
] as const;

export const tokenErrorCodes = [
  'tokens-unavailable',
  'module-not-found',
  'module-not-allowed',
  'module-broken',
  'module-stopped',
  'module-paused',
  'module-registered',
  'module-outside-sandbox',
  'token-not-found',
  'token-removed',
  'token-busy',
  'token-refused',
  'token-damaged',
  'token-not-managed',
  'token-write-protected',
  'token-full',
  'token-not-empty',
  'token-data-unsupported',
  'token-too-small',
  ...pinErrorCodes,
  'token-key-gone',
  'token-key-unfit',
  'token-key-missing',
  'token-place-taken',
] as const;
export type TokenErrorCode = (typeof tokenErrorCodes)[number];

export const serverErrorCodes = [
  'server-insecure',
  'server-unreachable',
  'server-certificate-expired',
  'server-certificate-unknown',
  'server-certificate-name',
  'server-certificate',
  'server-password-missing',
  'server-refused-login',
  'server-redirected',
  'server-folder-missing',
  'server-conflict',
  'server-full',
  'server-failed',
] as const;
export type ServerErrorCode = (typeof serverErrorCodes)[number];

export const enrolmentErrorCodes = [
  'profile-invalid',
  'profile-exists',
  'host-mismatch',
  'protocol-unsupported',
  'response-mismatch',
  'reply-refused',
  'replacement-invalid',
  'anchor-needed',
  'server-untrusted',
  'server-reply-unusable',
  'code-missing',
  'code-refused',
  'request-declined',
  'not-revoked',
  'needs-replacement',
  'clock-wrong',
  'authority-key-consent',
  'authority-key-place',
  'authority-key-unusable',
  'authority-key-encrypted',
  'authority-key-weak',
  'authority-key-mismatch',
] as const;
export type EnrolmentErrorCode = (typeof enrolmentErrorCodes)[number];

export const trustErrorCodes = ['not-an-authority', 'fingerprint-differs'] as const;
export type TrustErrorCode = (typeof trustErrorCodes)[number];

export const vaultFileErrorCodes = [
  'vault-missing',
  'vault-exists',
  'vault-locked',
  'vault-damaged',
  'vault-tampered',
  'vault-newer',
  'vault-unreleased',
  'vault-busy',
] as const;
export type VaultFileErrorCode = (typeof vaultFileErrorCodes)[number];

/** The first three are also diagnoses. */
export const sm2ErrorCodes = [
  'key-mismatch',
  'wrong-key',
  'enveloped-key',
  'enveloped-data',
  'sm2-key-required',
  'sm2-not-in-browser',
  'sm2-not-in-tls',
] as const;
export type Sm2ErrorCode = (typeof sm2ErrorCodes)[number];

export const releaseErrorCodes = ['releases-unreachable', 'releases-untrusted', 'releases-outdated'] as const;
export type ReleaseErrorCode = (typeof releaseErrorCodes)[number];

/**
 * Every code needs a cause and a next step in both catalogues, which a test enforces. Any other error becomes
 * `internal`.
 */
export const errorCodes = [
  'internal',
  'usage',
  'invalid-input',
  'message-too-large',
  'untrusted-sender',
  'unknown-call',
  'cancelled',
  'not-available',
  'runtime-too-old',
  'not-confirmed',
  'not-granted',
  'not-found',
  'ambiguous-id',
  'draft-expired',
  ...vaultFileErrorCodes,
  'wrong-secret',
  'secret-required',
  'secret-missing',
  'secret-not-text',
  'not-lockable',
  'last-protector',
  'protector-exists',
  'rekey-unfinished',
  'seal-broken',
  'vault-not-accepted',
  'recovery-unsaved',
  'backup-missing',
  'file-unreadable',
  'file-too-large',
  'file-exists',
  'destination-refused',
  'destination-unwritable',
  'disk-full',
  'trash-failed',
  // Certificate files: the diagnoses of a failed import.
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
  'damaged',
  'not-a-certificate-file',
  'not-a-vault-file',
  'limit-exceeded',
  'key-missing',
  'key-unsupported',
  'password-required',
  'passphrase-weak',
  'place-refused',
  'verification-failed',
  'not-a-backup',
  'backup-damaged',
  'backup-newer',
  'backup-unreleased',
  'backup-gone',
  'backup-unprotected',
  'backup-empty',
  'place-read-only',
  'place-changed',
  'name-too-long',
  'drive-gone',
  'drive-failing',
  'drive-busy',
  'eject-failed',
  'store-not-found',
  'store-locked',
  'store-read-only',
  'store-damaged',
  'store-tools-missing',
  'store-needs-password',
  'store-wrong-password',
  'store-refused',
  'already-installed',
  'not-installed',
  'not-exportable',
  'key-elsewhere',
  'last-key-copy',
  'proof-failed',
  'address-refused',
  ...enrolmentErrorCodes,
  ...trustErrorCodes,
  ...sm2ErrorCodes,
  ...releaseErrorCodes,
  ...serverErrorCodes,
  ...tokenErrorCodes,
] as const;

export type ErrorCode = (typeof errorCodes)[number];
