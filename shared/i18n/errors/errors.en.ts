// SPDX-License-Identifier: Apache-2.0
import { diagnosesEn } from '../diagnoses.en.ts';
import type { ErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';
import { destinationErrorsEn } from './destination-errors.en.ts';
import { enrolmentErrorsEn } from './enrolment-errors.en.ts';
import { serverErrorsEn } from './server-errors.en.ts';
import { tokenErrorsEn } from './token-errors.en.ts';
import { releaseErrorsEn } from './release-errors.en.ts';
import { sm2ErrorsEn } from './sm2-errors.en.ts';
import { trustErrorsEn } from './trust-errors.en.ts';
import { vaultErrorsEn } from './vault-errors.en.ts';

export const errorsEn: Record<ErrorCode, CauseAndStep> = {
  ...tokenErrorsEn,
  ...serverErrorsEn,
  ...enrolmentErrorsEn,
  ...trustErrorsEn,
  ...sm2ErrorsEn,
  ...vaultErrorsEn,
  ...releaseErrorsEn,
  ...destinationErrorsEn,
  internal: {
    cause: 'Something unexpected went wrong inside the app.',
    step: 'Try again; if it happens again, restart CertSteward. A problem report is under Settings, About.',
  },
  usage: {
    cause:
      'The command or its options are not written correctly[: {{option}}][: {{argument}}].[ Did you mean {{suggestion}}?]',
    step: 'Look up how this command is written, and try again.',
  },
  'runtime-too-old': {
    cause: 'This version of Node or Electron cannot open a vault safely[: {{version}}].',
    step: 'Install Node 24.15 or later, or the current CertSteward.',
  },
  'invalid-input': { cause: 'What was entered cannot be used[ ({{field}})].', step: 'Check it and try again.' },
  'message-too-large': {
    cause: 'This is more than can be handled at once.',
    step: 'Use a smaller file, or do it in several steps.',
  },
  'untrusted-sender': {
    cause: "The request did not come from CertSteward's own window and was refused.",
    step: 'Use the CertSteward window.',
  },
  'unknown-call': {
    cause: 'The window and the program are of different versions.',
    step: 'Close CertSteward and open it again.',
  },
  cancelled: { cause: 'Cancelled. Nothing was changed.', step: 'You can start again at any time.' },
  'not-available': {
    cause: 'This is not available in this version or on this computer.',
    step: 'Use another way, or wait for a later version.',
  },
  'not-confirmed': {
    cause: 'This needs a confirmation, and nothing was changed.',
    step: 'Read what would be done, confirm it, and try again.',
  },
  'not-granted': {
    cause: "This wasn't confirmed in CertSteward's own window. Nothing was done.",
    step: 'Try again and confirm it in the window that opens. After three refusals, wait one minute.',
  },
  'not-found': {
    cause: 'This certificate was not found; it may have been deleted elsewhere.',
    step: 'Go back to the list and choose again.',
  },
  'ambiguous-id': {
    cause: 'More than one matches.',
    step: 'Give more digits of the ID, or the name of the one that is meant[; these match: {{candidates}}].',
  },
  'draft-expired': { cause: 'This waited too long, so the file was put away.', step: 'Choose the file again.' },
  'wrong-secret': {
    cause: 'The passphrase or recovery code is not right.',
    step: 'Check capital letters and the keyboard language, then try again.',
  },
  'secret-required': {
    cause: 'A passphrase must be set before a private key can be stored.',
    step: 'Set a passphrase to continue.',
  },
  'secret-missing': {
    cause: 'Nothing was given that opens the vault.',
    step: 'Enter the passphrase, the recovery code, or the PIN of the token that was added for it.',
  },
  'secret-not-text': {
    cause: 'The password file is not UTF-8 text[ ({{reason}})].',
    step: 'Save it as UTF-8 and try again.',
  },
  'last-protector': {
    cause: 'This is the only way left to open the vault, or a USB token would be: it can break, get lost, or lock.',
    step: 'Add another one first: a passphrase, or save the recovery code.',
  },
  'protector-exists': {
    cause: 'The vault opens this way already; nothing was changed.',
    step: 'To use another one of its kind, remove the present one first.',
  },
  'rekey-unfinished': {
    cause: 'The vault is being encrypted anew and that has not finished.',
    step: 'Unlock it with the passphrase or the recovery code: it goes on by itself.',
  },
  'seal-broken': {
    cause: 'The vault was changed by something other than this program.',
    step: 'Look at Activity for what was changed before you use its keys.',
  },
  'vault-not-accepted': {
    cause: 'This vault came from elsewhere, and this computer has not accepted it yet.',
    step: 'See what it trusts and accept it first: `vault accept`, or the line at the top of the window.',
  },
  'recovery-unsaved': {
    cause: 'The recovery code of this vault has not been saved yet.',
    step: 'Save the recovery code first; then the vault can be exported.',
  },
  'backup-missing': {
    cause: 'No verified backup holds[ {{count}} of] these private keys: they would be the last copies.',
    step: 'Back them up or export them first. What is deleted can come back for 30 days.',
  },
  'not-lockable': {
    cause:
      'Neither a passphrase nor a USB token is set: the vault is protected by your account on this computer and cannot be locked on its own.',
    step: 'Locking the screen has the same effect.',
  },
  'file-unreadable': {
    cause: 'The file cannot be read[: {{file}}].',
    step: 'Check that it is still there and that you may open it.',
  },
  'file-too-large': {
    cause: 'The file is too large to be a certificate file.',
    step: 'Check that it is the right one; certificate files are usually a few KB.',
  },
  'trash-failed': {
    cause: 'The system’s trash did not take the file; it is still where it was.',
    step: 'Delete it in the file manager.',
  },
  'disk-full': { cause: 'The disk is full; nothing was written.', step: 'Free some space and try again.' },
  'needs-password': diagnosesEn['needs-password'],
  'wrong-password': diagnosesEn['wrong-password'],
  'unsupported-algorithm': {
    cause: 'The file uses an algorithm that is not supported yet[: {{algorithm}}].',
    step: 'Export it again from the original program with another encryption.',
  },
  'key-unsupported': {
    cause: 'CertSteward can’t use this key here: its type or parameters aren’t supported[ ({{algorithm}})].',
    step: 'Use another key: RSA with the usual exponent 65537, P-256, P-384 or Ed25519.',
  },
  damaged: diagnosesEn.damaged,
  'not-a-vault-file': {
    cause: 'This file is not an exported vault.',
    step: 'Choose a file that was written by “export vault”; certificate files go through import.',
  },
  'not-a-certificate-file': diagnosesEn['not-a-certificate-file'],
  'limit-exceeded': diagnosesEn['limit-exceeded'],
  'key-missing': {
    cause: 'The vault does not hold the private key of this certificate.',
    step: 'Export the certificate alone, or first import a file that contains the key.',
  },
  'not-a-backup': {
    cause: 'This file is not a backup of CertSteward.',
    step: 'Choose a .tar file whose name begins with certsteward-backup-; certificate files go through import.',
  },
  'backup-damaged': {
    cause: 'The backup is damaged or was changed. Nothing was taken from it.',
    step: 'Open it once more. If it stays so, use another backup, and make a new one now if the certificates are still here.',
  },
  'backup-newer': {
    cause: 'The backup was written by a newer version of CertSteward.',
    step: 'Install the newer version to open it.',
  },
  'backup-unreleased': {
    cause: 'The backup was made by a development version of CertSteward. It was left untouched.',
    step: 'Open it with age and tar as its README.txt says, then import the certificates.',
  },
  'backup-gone': {
    cause: 'The backup is not where it was written[: {{place}}].',
    step: 'Plug in the drive it lies on and check again, or remove it from the list.',
  },
  'backup-empty': {
    cause: 'There is nothing to back up: nothing is there, or every private key is in a current backup.',
    step: 'Import a certificate first, or choose others.',
  },
  'backup-unprotected': {
    cause: 'Nothing would open this backup: the vault has no passphrase, and its recovery code is not saved.',
    step: 'Save the recovery code, or choose a password for this backup.',
  },
  'place-read-only': {
    cause: 'The chosen place can only be read.',
    step: 'Unlock the write protection of the drive, or choose another place.',
  },
  'place-changed': {
    cause: 'The drive that this folder lay on is not plugged in: a backup would land on this computer.',
    step: 'Plug in the drive and try again, or choose another folder.',
  },
  'name-too-long': {
    cause: 'The path of the chosen folder is too long for its file system.',
    step: 'Choose a folder nearer to the top of the drive.',
  },
  'drive-gone': {
    cause:
      'The drive was unplugged or does not answer any more; this backup was not made. Earlier ones are as they were.',
    step: 'Plug it in again, wait until it is ready, and make the backup once more.',
  },
  'drive-failing': {
    cause: 'The drive reports errors or gives back something else than was written; this backup was not made.',
    step: 'Use another drive: do not trust this one any longer.',
  },
  'drive-busy': {
    cause: 'A program still uses the drive.',
    step: 'Close its files and windows, then eject it again.',
  },
  'eject-failed': {
    cause: 'The system refused to eject the drive[ ({{cause}})].',
    step: 'Eject it in the file manager before you unplug it.',
  },
  'place-refused': {
    cause: 'A recovery code must not lie beside what it opens.',
    step: 'Choose a folder without a vault or a backup, best on another device.',
  },
  'passphrase-weak': {
    cause: 'The new password is too short or easy to guess. Nothing was changed.',
    step: 'Use at least 8 characters, without common words, names, dates or keyboard patterns.',
  },
  'password-required': {
    cause: 'A file with a private key must have a password.',
    step: 'Set a password, then export.',
  },
  'verification-failed': {
    cause: 'The written file did not pass the check when it was reopened, and was discarded.',
    step: 'Try again, or choose another place.',
  },
  'store-not-found': {
    cause: 'There is no such browser or system store[: {{store}}].',
    step: 'See what there is with stores list, or under Browsers & OS.',
  },
  'store-locked': {
    cause: 'Another program holds this certificate store; nothing was changed.',
    step: 'Close the browser or wait a moment, then try again.',
  },
  'store-read-only': {
    cause: 'This certificate store can only be read; nothing was changed.',
    step: 'Check the permissions of its folder, or use another browser profile.',
  },
  'store-damaged': {
    cause: 'This certificate store is damaged; nothing was changed.',
    step: 'Copy its folder first, then let the browser repair it or start a new profile.',
  },
  'store-tools-missing': {
    cause: 'Nothing was found that can change this certificate store[ ({{component}})].',
    step: 'Install libnss3, which comes with browsers, or import in the settings of the browser.',
  },
  'store-needs-password': {
    cause: 'This browser has a primary password.',
    step: 'Enter the primary password of the browser to go on.',
  },
  'store-wrong-password': {
    cause: 'The primary password of the browser is not right; nothing was changed.',
    step: 'Check capital letters and the keyboard language, then enter it again.',
  },
  'store-refused': {
    cause: 'The browser or the system refused this[: {{reason}}].',
    step: 'Use another browser, or export the certificate and import it in the settings of the browser.',
  },
  'already-installed': {
    cause: 'This certificate is installed there with its key already; nothing was written twice.',
    step: 'Test it to see that it works.',
  },
  'not-installed': { cause: 'This certificate is not there.', step: 'Refresh the list and choose again.' },
  'not-exportable': {
    cause: 'This private key is marked as not exportable and cannot go into the vault.',
    step: 'Ask its issuer for a new certificate with an exportable key, or go on using it there.',
  },
  'key-elsewhere': {
    cause: 'The private key of this certificate is on a USB token or other hardware and can only be looked at.',
    step: 'Plug in the token and use or renew it with the program of your bank.',
  },
  'last-key-copy': {
    cause: 'This is the last known copy of the private key: removed, it is gone.',
    step: 'Take it into the vault first.',
  },
  'proof-failed': {
    cause: 'The key there did not pass its test, so the browser cannot use it.',
    step: 'Remove the certificate, install it again, and repeat the test.',
  },
  'address-refused': {
    cause: 'This address cannot be used[: {{reason}}].',
    step: 'Enter a whole address that starts with https://, without a password in it.',
  },
};
