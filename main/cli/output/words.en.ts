// SPDX-License-Identifier: Apache-2.0
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import type { ExportWarning } from '../../../shared/domain/imports/export-warnings.ts';
import type { SignatureVerdict } from '../../../shared/schemas/certificates/certificate.ts';
import type { FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import type { UnopenedKey } from '../../../shared/schemas/certificates/inspection.ts';

type Word =
  | 'passwordForFile'
  | 'passwordForFileAgain'
  | 'passwordOfFile'
  | 'secretOfVaultFile'
  | 'keyInVault'
  | 'keyOnToken'
  | 'keyOnTokenUnseen'
  | 'keyBehindProvider'
  | 'noteLocked'
  | 'noCertificates'
  | 'noneMatches'
  | 'noSuchFile'
  | 'noSuchFolder'
  | 'isFolder'
  | 'vaultLocked'
  | 'lossSaved'
  | 'notReported'
  | 'notDeleted'
  | 'noSuchDeleted'
  | 'declined'
  | 'passphrase'
  | 'revoked'
  | 'keyWord'
  | 'keyOf'
  | 'keyAlone'
  | 'keyUnusable'
  | 'vaultCreated'
  | 'vaultCreatedIn'
  | 'recoveryCodeOnce'
  | 'onlyRecoveryCode'
  | 'noVaultIn'
  | 'noSuchGuide'
  | 'expiresIn'
  | 'expiresToday'
  | 'expiredAgo'
  | 'keyShut'
  | 'recoverySheetWritten'
  | 'opens'
  | 'opened'
  | 'appLocked'
  | 'appWasLocked'
  | 'noAppRuns'
  | 'recoveryCodePrompt'
  | 'newPassphrase'
  | 'newPassphraseAgain'
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
  | 'reopenedParts'
  | 'withoutKey'
  | 'caCertificates'
  | 'nothingExpires'
  | 'keyMadeByAuthority'
  | 'no'
  | 'stopped'
  | 'sealSealed'
  | 'sealUnsealed'
  | 'sealBroken'
  | 'sealUnknown'
  | 'logChainSound'
  | 'logEmpty'
  | 'logExported'
  | 'logWasIn'
  | 'logAcknowledged'
  | 'logNothingToAccept'
  | 'confirmAccept'
  | 'withKeys'
  | 'scanSummary'
  | 'scanUnreadable'
  | 'scanMore'
  | 'scanCopy'
  | 'scanImported'
  | 'scanFailed'
  | 'scanStopped';

export type CommandLineTexts = Readonly<Record<Word, string>> & {
  readonly chainBroken: string;
  readonly logColumns: Readonly<Record<'number' | 'time' | 'event' | 'details' | 'certificates', string>>;
  readonly weakAlgorithm: string;
  readonly protector: Readonly<Record<ProtectorKind, string>>;
  readonly activity: Readonly<Record<ActivityEvent, string>>;
  readonly sealFinding: Readonly<Record<SealFinding['problem'], string>>;
  readonly signature: Readonly<Record<SignatureVerdict, string>>;
  readonly exportWarning: Readonly<Record<ExportWarning['reason'], string>>;
  readonly foundState: Readonly<Record<FoundState | 'damaged', string>>;
  readonly keyLocked: Readonly<Record<UnopenedKey['reason'], string>>;
};

export const commandLineEn: CommandLineTexts = {
  passwordForFile: 'Password for the new file:',
  passwordForFileAgain: 'Repeat the password:',
  passwordOfFile: 'Password for {{file}}:',
  secretOfVaultFile: 'Passphrase or recovery code for the vault in {{file}}:',
  passphrase: 'Vault passphrase:',
  revoked: 'revoked',
  keyWord: 'private key',
  keyOf: 'for certificate',
  keyAlone: 'no matching certificate',
  keyUnusable: 'cannot be stored in the vault, so import skips it',
  signature: {
    valid: 'signature is valid',
    invalid: 'signature is invalid',
    unknown: 'signature cannot be checked',
  },
  exportWarning: {
    'weak-derivation':
      'Warning: the .sm2 format protects the key only weakly, so passwords can be guessed very quickly. Use a long, random password.',
    'non-ascii': 'Warning: the password contains non-ASCII characters, so Java 17 cannot open the file.',
    ed25519:
      'Warning: Firefox, and any browser on Linux, may refuse this Ed25519 key. Their certificate library (NSS 3.110) could not import such a key in a test.',
  },
  withKeys: 'with private key',
  scanSummary: 'Searched {{files}} in {{folders}} in {{seconds}} s.',
  scanUnreadable: '{{count}} could not be read.',
  scanMore: 'and {{count}} more. To list all, add --verbose',
  scanCopy: 'copy: {{file}}',
  scanImported: 'imported',
  scanFailed: 'not imported',
  scanStopped: 'Stopped. The rest was skipped.',
  foundState: {
    new: 'new',
    known: 'already in the vault',
    'needs-password': 'password needed',
    damaged: 'damaged',
    'not-read': 'cannot be read',
  },
  keyLocked: {
    password: 'needs a password, or a different password',
    unsupported: 'uses encryption that is not supported',
    'secret-key': 'is a symmetric key, which does not belong to a certificate',
  },
  vaultCreated: 'Vault created.',
  vaultCreatedIn: 'Created a vault in {{folder}}.[ To set a passphrase, run certsteward {{command}}.]',
  noVaultIn: 'There is no vault[ in {{folder}}].',
  noSuchGuide: 'No guide is called “{{profile}}”. To see your guides, run certsteward profiles list.',
  expiresIn: 'expires in {{count:day}}',
  expiresToday: 'expires today',
  expiredAgo: 'expired {{count:day}} ago',
  keyShut: 'locked',
  onlyRecoveryCode: 'Only the recovery code unlocks this vault. To add a passphrase, run certsteward vault passphrase.',
  recoveryCodeOnce: 'Write this recovery code down now. It is shown only once:',
  recoverySheetWritten: 'Recovery code saved to {{file}}. Print the file, keep the paper safe, then delete the file.',
  opens: 'Check passed. The vault can be unlocked.',
  opened: 'opened',
  appLocked: 'The app locked the vault.',
  appWasLocked: 'The vault was already locked in the app.',
  noAppRuns: 'CertSteward is not running with this vault, so there is nothing to lock.',
  recoveryCodePrompt: 'Recovery code:',
  newPassphrase: 'New passphrase:',
  newPassphraseAgain: 'Repeat the new passphrase:',
  protectorNotSet:
    'This vault does not unlock with a {{what}}. It unlocks with: {{set}}.[ Use {{option}}.][ To add this unlock method, run certsteward {{command}}.]',
  passphraseThatStays:
    'The passphrase will still unlock the vault, so it is needed for re-encryption. Provide it with --passphrase-file.',
  passphraseSet: 'The new passphrase now unlocks the vault.',
  protectorAdded: 'Added: {{what}}.',
  protectorRemoved: 'Removed: {{what}}.',
  rekeying: 'Re-encrypting: {{done}}',
  rekeyed: 'Every private key and note was re-encrypted.',
  oldCopies:
    'Old copies of the vault and old backups still open with the old passphrase or recovery code. Delete those you do not need.',
  clean: 'The vault is intact.',
  reopened: 'saved and checked',
  reopenedParts: 'saved and checked, {{parts}}',
  withoutKey: 'without a private key',
  caCertificates: 'with {{count:CA certificate}}',
  nothingExpires: 'No certificates expire within that time.',
  keyInVault: 'in the vault',
  keyOnToken: 'on the USB key “{{name}}” (serial number {{serial}})',
  keyBehindProvider: 'managed by Windows (“{{name}}”)',
  keyOnTokenUnseen: 'on the USB key “{{name}}” (serial number {{serial}}), not yet confirmed (needs the PIN)',
  noteLocked: 'locked (add --passphrase-file or --recovery-code-file to read it)',
  noCertificates: 'No certificates yet. Add some with certsteward import FILE.',
  noneMatches: 'No certificates match.',
  noSuchFile: 'No such file or folder[: {{file}}]. Check the path.',
  noSuchFolder: 'The folder does not exist. Check the path, or create the folder first.',
  isFolder: 'This is a folder[: {{file}}]. Enter the path of a file.',
  vaultLocked: 'The vault is locked.',
  lossSaved: 'The loss report was saved in the vault.',
  notDeleted: 'Certificate {{entered}} is not in “Recently deleted”. It is still in the vault. Nothing was changed.',
  noSuchDeleted:
    'No deleted certificate has the ID {{entered}}. To list deleted certificates, run certsteward trash list.',
  declined: 'Cancelled. Nothing was changed.',
  notReported: 'The vault has no loss report for this certificate, so there is nothing to withdraw.',
  keyMadeByAuthority: 'the CA, which has a copy',
  no: 'none',
  stopped: 'Stopped. {{done}} of {{files}} done, {{certificates}} added to the vault.',
  sealSealed: 'Log complete. No changes by other programs were found.',
  sealUnsealed:
    'Some changes are not yet verified. Changes made while the vault was locked are verified at the next unlock.',
  sealBroken: 'Another program changed the vault:',
  sealUnknown:
    'Changes by other programs were not checked, because the vault is locked. To check, add --passphrase-file or --recovery-code-file.',
  logChainSound: 'The log is complete: {{count}}.',
  logEmpty: 'The log is empty.',
  logWasIn: 'installed in {{stores}} when the backup was made',
  logExported: '{{count}} saved to {{file}}',
  logAcknowledged: 'Accepted. The log records what you accepted.',
  logNothingToAccept: 'The log is complete. There are no changes to accept.',
  confirmAccept: 'Accept these changes? [y/N]',
  protector: {
    'os-store': 'system password store',
    passphrase: 'passphrase',
    'recovery-code': 'recovery code',
    token: 'USB key',
  },
  chainBroken: 'chain invalid',
  logColumns: { number: 'No.', time: 'Time', event: 'Event', details: 'Details', certificates: 'Certificates' },
  weakAlgorithm: 'weak algorithm',
  activity: {
    'vault-accepted': 'vault accepted on a computer',
    'vault-created': 'vault created',
    'vault-migrated': 'vault updated to a newer format',
    'protector-added': 'unlock method added',
    'protector-removed': 'unlock method removed',
    'passphrase-changed': 'passphrase changed',
    'recovery-code-replaced': 'recovery code created',
    rekeyed: 'keys re-encrypted',
    unlocked: 'unlocked',
    locked: 'locked',
    imported: 'imported',
    annotated: 'details changed',
    exported: 'private key exported',
    deleted: 'deleted',
    restored: 'restored',
    purged: 'deleted for good',
    'vault-exported': 'vault exported',
    'vault-merged': 'another vault merged',
    'backed-up': 'backed up and test-restored',
    'backup-verified': 'backup checked',
    'backup-failed': 'backup check failed',
    'backup-restored': 'restored from a backup',
    'seal-accepted': 'changes accepted',
    installed: 'installed in a browser or the system',
    uninstalled: 'removed from a browser or the system',
    proved: 'key tested',
    'taken-in': 'imported from a browser or the system',
    'taken-in-from-token': 'copied from a USB key',
    watched: 'reminders added',
    unwatched: 'reminders removed',
    'profile-imported': 'guide imported',
    'profile-confirmed': 'guide address confirmed',
    'profile-removed': 'guide removed',
    'web-enrolment-started': 'application to a CA started',
    'web-enrolment-done': 'certificate from a CA received',
    'web-enrolment-cancelled': 'application to a CA stopped',
    'web-enrolment-finished': 'application to a CA finished',
    'web-enrolment-linked': 'certificate linked to its CA',
    'authority-accepted': 'server’s CA accepted',
    'authority-forgotten': 'server’s CA no longer accepted',
    requested: 'certificate requested',
    'key-received': 'CA-generated private key received',
    'request-done': 'requested certificate received',
    'renewed-together': 'several certificates renewed together',
    'request-removed': 'certificate request removed',
    'temporary-key-removed': 'temporary key removed',
    'reply-refused': 'issued certificate not accepted',
    'anchor-confirmed': 'CA trusted',
    'anchor-removed': 'CA no longer trusted',
    'loss-reported': 'certificate reported lost or stolen',
    'loss-notified': 'marked as reported to the CA',
    'loss-reference': 'reference number of the report noted',
    'loss-not-notified': 'no longer marked as reported to the CA',
    'loss-confirmed': 'marked as revoked, confirmed by the CA',
    'loss-not-confirmed': 'no longer marked as revoked by the CA',
    'loss-reference-removed': 'reference number of the report removed',
    'loss-withdrawn': 'loss report withdrawn',
  },
  sealFinding: {
    'recipient-swapped': 'The vault’s public key was replaced. Someone else could read new keys ({{affected}}).',
    'protectors-changed': 'An unlock method was added, changed or removed ({{affected}}).',
    'profile-changed': 'A confirmed guide was added or changed ({{affected}}).',
    'anchor-changed': 'A CA you trust was added or changed ({{affected}}).',
    'key-swapped': 'A private key was replaced or removed ({{affected}}).',
    'log-cut': 'Entries were removed from the end of the log, starting with entry {{affected}}.',
    'log-recomputed': 'The log was rewritten up to entry {{affected}}.',
    'log-chain': 'The log’s hash chain is broken at entry {{affected}}.',
    'revision-behind':
      'The vault was replaced by an older copy (revision {{affected}}). This computer has seen a later revision.',
    'seal-changed': 'The integrity data was changed or removed ({{affected}}).',
  },
};
