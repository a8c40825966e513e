// SPDX-License-Identifier: Apache-2.0
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import type { ExportWarning } from '../../../shared/domain/imports/export-warnings.ts';
import type {
  CertificateStatus,
  ChainState,
  SignatureVerdict,
} from '../../../shared/schemas/certificates/certificate.ts';
import type { FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import type { UnopenedKey } from '../../../shared/schemas/certificates/inspection.ts';

type Word =
  | 'usage'
  | 'commands'
  | 'passwordForFile'
  | 'passwordForFileAgain'
  | 'passwordOfFile'
  | 'secretOfVaultFile'
  | 'keyOnToken'
  | 'keyOnTokenUnseen'
  | 'keyBehindProvider'
  | 'noteLocked'
  | 'noCertificates'
  | 'noneMatches'
  | 'passphrase'
  | 'keys'
  | 'keysLeftOut'
  | 'summary'
  | 'revoked'
  | 'keyUnusable'
  | 'certificatesOnlyHint'
  | 'vaultCreated'
  | 'recoveryCodeOnce'
  | 'opens'
  | 'appLocked'
  | 'appWasLocked'
  | 'noAppRuns'
  | 'newPassphrase'
  | 'newPassphraseAgain'
  | 'noId'
  | 'protectorNotSet'
  | 'passphraseThatStays'
  | 'passphraseSet'
  | 'protectorAdded'
  | 'protectorRemoved'
  | 'rekeying'
  | 'rekeyed'
  | 'oldCopies'
  | 'clean'
  | 'reopened'
  | 'nothingExpires'
  | 'holder'
  | 'keyMadeByAuthority'
  | 'yes'
  | 'no'
  | 'stopped'
  | 'sealSealed'
  | 'sealUnsealed'
  | 'sealBroken'
  | 'sealUnknown'
  | 'logChainSound'
  | 'logEmpty'
  | 'logExported'
  | 'logAcknowledged'
  | 'logNothingToAccept'
  | 'confirmAccept'
  | 'certificatesCount'
  | 'keysCount'
  | 'copies'
  | 'withKeys'
  | 'scanSummary';

/** Errors and diagnoses are shared with the app. */
export type CommandLineTexts = Readonly<Record<Word, string>> & {
  readonly status: Readonly<Record<CertificateStatus, string>>;
  readonly chainState: Readonly<Record<ChainState, string>>;
  readonly weakAlgorithm: string;
  readonly protector: Readonly<Record<ProtectorKind, string>>;
  readonly activity: Readonly<Record<ActivityEvent, string>>;
  /** `affected` fills {{affected}}. */
  readonly sealFinding: Readonly<Record<SealFinding['problem'], string>>;
  readonly signature: Readonly<Record<SignatureVerdict, string>>;
  readonly exportWarning: Readonly<Record<ExportWarning['reason'], string>>;
  readonly foundState: Readonly<Record<FoundState, string>>;
  readonly keyLocked: Readonly<Record<UnopenedKey['reason'], string>>;
};

export const commandLineEn: CommandLineTexts = {
  usage: 'Usage',
  commands: 'Commands',
  passwordForFile: 'Password for the new file:',
  passwordForFileAgain: 'Password for the new file again:',
  passwordOfFile: 'Password of the file {{file}}:',
  secretOfVaultFile: 'Passphrase or recovery code of the vault in {{file}}:',
  passphrase: 'Passphrase of the vault:',
  keys: 'keys',
  keysLeftOut: 'left out',
  certificatesOnlyHint: 'Its certificates alone can be taken with --certificates-only.',
  keyUnusable: 'cannot be stored here; it is left out at import',
  revoked: 'revoked:',
  signature: {
    valid: 'its own signature holds',
    invalid: 'its own signature does not hold',
    unknown: 'its signature cannot be checked here',
  },
  summary:
    'Files: {{files}}; opened {{opened}}, need a password {{needsPassword}}, damaged {{damaged}}, unsupported {{unsupported}}, failed {{failed}}, passed over {{passedOver}}',
  exportWarning: {
    'weak-derivation':
      'Warning: the .sm2 format protects the key weakly; passwords can be guessed very fast. Use a long random one.',
    'non-ascii': 'Warning: the password has characters beyond ASCII; Java 17 cannot open such a file.',
    ed25519: 'Warning: NSS 3.110 (older Firefox) cannot import an Ed25519 key.',
  },
  copies: 'copies: {{count}}',
  withKeys: '+key',
  scanSummary:
    'Files: {{files}} in {{folders}} folders, {{seconds}} s; found {{found}}, could not be read {{unreadable}}',
  foundState: {
    new: 'new',
    known: 'in the vault',
    'needs-password': 'needs its password',
    'not-read': 'cannot be read',
  },
  keyLocked: {
    password: 'needs a password, or another one',
    unsupported: 'its encryption is not supported',
    'secret-key': 'a secret key, which belongs to no certificate',
  },
  vaultCreated: 'The vault is ready.',
  recoveryCodeOnce: 'Write this recovery code down now; it is shown only this once:',
  opens: 'This secret opens the vault.',
  appLocked: 'The running CertSteward has locked the vault.',
  appWasLocked: 'The vault was not open in the running CertSteward.',
  noAppRuns: 'No CertSteward runs with this vault; there is nothing to lock.',
  newPassphrase: 'New passphrase:',
  newPassphraseAgain: 'New passphrase once more:',
  noId: 'This is no ID. An ID is what the list shows in front of each line, 8 digits of it or more; where the help says so, label:NAME works too.',
  protectorNotSet: 'This vault has no {{what}}. It opens with: {{set}}.',
  passphraseThatStays: 'The passphrase stays and is needed to encrypt the vault anew. Give it with --passphrase-file.',
  passphraseSet: 'The new passphrase opens the vault.',
  protectorAdded: 'Added: {{what}}.',
  protectorRemoved: 'Removed: {{what}}.',
  rekeying: 'Encrypting anew: {{done}}',
  rekeyed: 'Every private key and note was encrypted anew.',
  oldCopies: 'Old copies and backups still open with the old secret. Delete the ones you do not need.',
  clean: 'The vault is in order.',
  reopened: 'written, opened again and compared',
  nothingExpires: 'Nothing expires within this time.',
  holder: 'holder',
  keyOnToken: 'on USB Key “{{name}}” (serial {{serial}})',
  keyBehindProvider: 'used by Windows through “{{name}}”',
  keyOnTokenUnseen: 'on USB Key “{{name}}” (serial {{serial}}); not confirmed, the PIN was not given',
  noteLocked: 'there is a note; give --passphrase-file or --recovery-code-file to read it',
  noCertificates: 'No certificates yet. Add some with certsteward import FILE.',
  noneMatches: 'No certificate matches.',
  keyMadeByAuthority: 'the authority made it, and knows it',
  yes: 'yes',
  no: 'no',
  stopped: 'Stopped. {{done}} of {{files}} files are done, {{certificates}} new certificates are in the vault.',
  sealSealed: 'Seal: sealed. Nothing but this program changed the vault.',
  sealUnsealed: 'Seal: unsealed. What was done while the vault was locked is sealed at the next unlock.',
  sealBroken: 'Seal: broken. Something other than this program changed the vault:',
  sealUnknown: 'Seal: not checked, because the vault is locked. Give the passphrase or the recovery code to check it.',
  logChainSound: 'The log fits together: {{count}} entries.',
  logEmpty: 'Nothing is recorded yet.',
  logExported: '{{count}} entries written to {{file}}',
  logAcknowledged: 'The present state is sealed. The log says what was accepted.',
  logNothingToAccept: 'The seal is not broken: there is nothing to accept.',
  confirmAccept: 'Seal the vault as it is now?',
  certificatesCount: 'certificates: {{count}}',
  keysCount: 'private keys: {{count}}',
  protector: {
    'os-store': 'system password store',
    passphrase: 'passphrase',
    'recovery-code': 'recovery code',
    token: 'USB token',
  },
  status: {
    valid: 'valid',
    expiring: 'expiring soon',
    expired: 'expired',
    'not-yet-valid': 'not yet valid',
    revoked: 'revoked',
    superseded: 'superseded',
  },
  chainState: { complete: 'chain complete', incomplete: 'chain incomplete', broken: 'chain invalid' },
  weakAlgorithm: 'weak algorithm',
  activity: {
    'vault-accepted': 'vault accepted on a computer',
    'vault-created': 'vault created',
    'vault-migrated': 'vault brought to a new version',
    'protector-added': 'way to open added',
    'protector-removed': 'way to open removed',
    'passphrase-changed': 'passphrase changed',
    'recovery-code-replaced': 'recovery code replaced',
    rekeyed: 'keys encrypted anew',
    unlocked: 'unlocked',
    locked: 'locked',
    imported: 'imported',
    annotated: 'details changed',
    exported: 'private key exported',
    deleted: 'deleted',
    restored: 'restored',
    purged: 'removed for good',
    'vault-exported': 'vault exported',
    'vault-merged': 'rows of another vault taken in',
    'backed-up': 'backup made and rehearsed',
    'backup-verified': 'backup checked',
    'backup-failed': 'backup did not pass its check',
    'backup-restored': 'restored from a backup',
    'seal-accepted': 'present state accepted and sealed',
    installed: 'installed in a browser or the system',
    uninstalled: 'removed from a browser or the system',
    proved: 'key tested',
    'taken-in': 'taken in from a browser or the system',
    watched: 'watched',
    unwatched: 'no longer watched',
    'profile-imported': 'profile of an authority taken in',
    'profile-confirmed': 'host of a profile confirmed',
    'profile-removed': 'profile of an authority removed',
    'web-enrolment-started': 'waiting for the file of an authority',
    'web-enrolment-done': 'the file of an authority came',
    'web-enrolment-cancelled': 'no longer waiting for the file of an authority',
    'web-enrolment-linked': 'certificate filed under its authority',
    'authority-accepted': 'authority of a server accepted',
    'authority-forgotten': 'authority of a server no longer accepted',
    requested: 'certificate requested',
    'key-received': 'private key that the authority made received',
    'request-done': 'certificate arrived for a request',
    'request-removed': 'certificate request removed',
    'reply-refused': 'reply to a request not taken',
    'anchor-confirmed': 'authority trusted',
    'anchor-removed': 'authority no longer trusted',
    'loss-reported': 'certificate reported lost or stolen',
    'loss-withdrawn': 'certificate found again, report taken back',
  },
  sealFinding: {
    'recipient-swapped': 'The public key of the vault was swapped: new keys would go to a stranger ({{affected}}).',
    'protectors-changed': 'A way to open the vault was added, changed or removed ({{affected}}).',
    'profile-changed': 'A confirmed profile of an authority was added or changed ({{affected}}).',
    'anchor-changed': 'A trusted authority of one’s own was added or changed ({{affected}}).',
    'key-swapped': 'A private key was swapped or removed ({{affected}}).',
    'log-cut': 'The end of the log was cut off, from entry {{affected}} on.',
    'log-recomputed': 'The log was rewritten and computed anew (up to entry {{affected}}).',
    'log-chain': 'The log does not fit together at entry {{affected}}.',
    'revision-behind':
      'An older copy of the vault was put in its place (revision {{affected}}); this computer has seen a later state.',
    'seal-changed': 'The seal itself was changed or taken away ({{affected}}).',
  },
};
