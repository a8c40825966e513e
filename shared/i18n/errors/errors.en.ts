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
    cause: 'Something unexpected went wrong in CertSteward.',
    step: 'Try again. If it happens again, restart CertSteward. You can save a problem report in Settings, under “About & versions”.',
  },
  usage: {
    cause:
      'The command or an option is unknown or incomplete[: {{option}}][: {{argument}}].[ Did you mean {{suggestion}}?]',
    step: 'See the help for this command, then try again.',
  },
  'runtime-too-old': {
    cause: 'This version of Node or Electron can’t open a vault safely[: {{version}}].',
    step: 'Install Node 24.15 or later, or the latest version of CertSteward.',
  },
  'invalid-input': { cause: 'Your entry can’t be used[ ({{field}})].', step: 'Check it and try again.' },
  'message-too-large': {
    cause: 'The data is too large to handle in one go.',
    step: 'Use a smaller file, or split the task into several steps.',
  },
  'untrusted-sender': {
    cause: 'The request didn’t come from CertSteward’s own window and was refused.',
    step: 'Use the CertSteward window.',
  },
  'unknown-call': {
    cause: 'The window and its background process are different versions.',
    step: 'Close CertSteward and open it again.',
  },
  cancelled: { cause: 'Cancelled before it was finished.', step: 'You can start again at any time.' },
  'not-available': {
    cause: 'This feature isn’t available in this version, on this computer or for this vault.',
    step: 'Try another way, or wait for a later version.',
  },
  'not-confirmed': {
    cause: 'This action needs your confirmation. Nothing was changed.',
    step: 'Read what will happen, then confirm.',
  },
  'not-granted': {
    cause: 'You didn’t confirm this action in CertSteward’s own window. Nothing was done.',
    step: 'Try again and confirm the action in the window that opens. After three refusals, wait one minute before you try again.',
  },
  'not-found': {
    cause: 'This item wasn’t found. It may already have been deleted.',
    step: 'Go back to the list and choose again.',
  },
  'ambiguous-id': {
    cause: 'Your entry matches more than one item.',
    step: 'Enter more digits of the ID, or the name[. These match: {{candidates}}].',
  },
  'draft-expired': { cause: 'This step timed out.', step: 'Choose the file or location again, or start over.' },
  'wrong-secret': {
    cause: 'Wrong passphrase or recovery code, or it belongs to another vault.',
    step: 'Check capitals and the keyboard language, then try again.',
  },
  'secret-required': {
    cause: 'This step needs the vault’s passphrase.',
    step: 'Enter the passphrase. If you don’t have one yet, set it first.',
  },
  'secret-missing': {
    cause: 'This step needs a passphrase, recovery code or PIN.',
    step: 'Enter the passphrase, the recovery code, or the PIN of the USB key that unlocks the vault.',
  },
  'secret-not-text': {
    cause: 'The password file is too long or isn’t UTF-8 text[ ({{reason}})].',
    step: 'Keep only the password in it, save it as UTF-8 and try again.',
  },
  'last-protector': {
    cause:
      'After this step, only a USB key, or nothing at all, could unlock the vault. A USB key can break, get lost or be locked.',
    step: 'Set a passphrase or save the recovery code first.',
  },
  'protector-exists': {
    cause: 'The vault already has this unlock method. Nothing was changed.',
    step: 'To replace this unlock method, remove it first.',
  },
  'rekey-unfinished': {
    cause: 'Re-encrypting the vault isn’t finished yet.',
    step: 'Unlock the vault with the passphrase or recovery code to continue.',
  },
  'seal-broken': {
    cause: 'Another program changed the vault.',
    step: 'Before you use the private keys, review the changes under “Activity”.',
  },
  'vault-not-accepted': {
    cause: 'This vault wasn’t created on this computer, and you haven’t accepted it here yet.',
    step: 'Choose “Review” at the top of the window, check the vault’s contents, then accept the vault.',
  },
  'recovery-unsaved': {
    cause: 'You haven’t saved this vault’s recovery code yet.',
    step: 'Save the recovery code first, then export the vault.',
  },
  'backup-missing': {
    cause:
      'The private keys[ of {{count}} of these certificates] aren’t in any checked backup. The copies on this computer may be the last ones.',
    step: 'Back them up or export them first. You can restore deleted certificates for 30 days.',
  },
  'not-lockable': {
    cause:
      'No passphrase or USB key is set. Your account on this computer protects the vault, and you can’t lock it separately.',
    step: 'Locking the screen has the same effect.',
  },
  'file-unreadable': {
    cause: 'Can’t read this file or folder[: {{file}}].',
    step: 'Check that it exists and that you have permission to open it.',
  },
  'file-too-large': {
    cause: 'The file is too large, so it wasn’t read.',
    step: 'Check that you chose the right file. Certificate files and CA guides are usually a few KB.',
  },
  'trash-failed': {
    cause: 'Couldn’t move the file to the trash. It’s still in place.',
    step: 'Delete it in the file manager.',
  },
  'disk-full': { cause: 'The disk is full, so this couldn’t be saved.', step: 'Free some space and try again.' },
  'needs-password': diagnosesEn['needs-password'],
  'wrong-password': diagnosesEn['wrong-password'],
  'unsupported-algorithm': {
    cause: 'This algorithm isn’t supported here[: {{algorithm}}].',
    step: 'For a key, choose a different type. For a file, export it again from the original program with different encryption.',
  },
  'key-unsupported': {
    cause: 'CertSteward can’t use this key, because its type or parameters aren’t supported[ ({{algorithm}})].',
    step: 'Use a different key: RSA with the usual exponent 65537, P-256, P-384 or Ed25519.',
  },
  damaged: diagnosesEn.damaged,
  'not-a-vault-file': {
    cause: 'This file isn’t an exported vault.',
    step: 'Choose a file made by “Export vault”. For certificate files, use “Import”.',
  },
  'not-a-certificate-file': diagnosesEn['not-a-certificate-file'],
  'limit-exceeded': diagnosesEn['limit-exceeded'],
  'key-missing': {
    cause: 'This certificate’s private key is missing.',
    step: 'Import a file with the private key first. Without the key, you can only view or export the certificate.',
  },
  'not-a-backup': {
    cause: 'This file isn’t a CertSteward backup.',
    step: 'Choose a .tar file whose name starts with certsteward-backup-. For certificate files, use “Import”.',
  },
  'backup-damaged': {
    cause: 'The backup is damaged or was changed. Nothing in the vault has changed.',
    step: 'Try again. If it fails again, use another backup. If you still have the certificates, back up again now.',
  },
  'backup-newer': {
    cause: 'The backup was written by a newer version of CertSteward.',
    step: 'Install the newer version to open it.',
  },
  'backup-unreleased': {
    cause: 'This version of CertSteward can’t open a backup made by a development version. The backup wasn’t changed.',
    step: 'Follow its README.txt to open it with age and tar, then import the certificates.',
  },
  'backup-gone': {
    cause: 'The backup isn’t in its original location[: {{place}}].',
    step: 'Plug in its drive and check again, or remove the backup from the list.',
  },
  'backup-empty': {
    cause: 'There’s nothing to back up. The vault is empty, or every private key is in a current backup.',
    step: 'Import a certificate first, or choose different certificates.',
  },
  'backup-unprotected': {
    cause:
      'You wouldn’t be able to open this backup. The vault has no passphrase, and you haven’t saved its recovery code.',
    step: 'Save the recovery code, or choose a separate passphrase for this backup.',
  },
  'place-read-only': {
    cause: 'This location is read-only.',
    step: 'Turn off the drive’s write protection, or choose another location.',
  },
  'place-changed': {
    cause: 'This folder’s drive isn’t plugged in. The backup would be written to this computer instead.',
    step: 'Plug in the drive and try again, or choose another folder.',
  },
  'name-too-long': {
    cause: 'The folder’s path is too long for its file system.',
    step: 'Choose a folder closer to the top of the drive.',
  },
  'drive-gone': {
    cause: 'The drive was unplugged or stopped responding, so the backup failed. Earlier backups haven’t changed.',
    step: 'Plug it in again, wait until it’s ready, then back up again.',
  },
  'drive-failing': {
    cause: 'The backup failed because the drive reported errors or returned different data from what was written.',
    step: 'Use another drive and don’t rely on this one.',
  },
  'drive-busy': {
    cause: 'A program is still using the drive.',
    step: 'Close any files and windows open on the drive, then eject the drive again.',
  },
  'eject-failed': {
    cause: 'The system refused to eject the drive[ ({{cause}})].',
    step: 'Eject it in the file manager before you unplug it.',
  },
  'place-refused': {
    cause: 'This folder has a vault or backup in it, so the recovery code wasn’t saved here.',
    step: 'Choose a folder without a vault or backup, ideally on another device.',
  },
  'passphrase-weak': {
    cause: 'The new password or passphrase is too short or easy to guess. Nothing was changed.',
    step: 'Use at least 8 characters, without common words, names, dates or keyboard patterns.',
  },
  'password-required': {
    cause: 'A file in this format must have a password.',
    step: 'Set a password, then export.',
  },
  'verification-failed': {
    cause: 'The result failed its final check, so you can’t rely on it.',
    step: 'Try again. If you’re saving a file, choose another location.',
  },
  'store-not-found': {
    cause: 'Browser or system store not found[: {{store}}].',
    step: 'To see the available stores, open “Browsers & OS”.',
  },
  'store-locked': {
    cause: 'Another program is using this certificate store. Nothing was changed.',
    step: 'Close the browser or wait a moment, then try again.',
  },
  'store-read-only': {
    cause: 'This certificate store is read-only. Nothing was changed.',
    step: 'Check the permissions of its folder, or use another browser profile.',
  },
  'store-damaged': {
    cause: 'This certificate store is damaged. Nothing was changed.',
    step: 'Copy the store’s folder first, then let the browser repair the store, or start a new browser profile.',
  },
  'store-tools-missing': {
    cause: 'The component for changing this certificate store is missing[ ({{component}})].',
    step: 'On Linux, install the package libnss3. Or import the certificate in the browser’s settings.',
  },
  'store-needs-password': {
    cause: 'This browser has a primary password.',
    step: 'Enter the browser’s primary password to continue.',
  },
  'store-wrong-password': {
    cause: 'Wrong primary password for the browser. Nothing was changed.',
    step: 'Check capitals and the keyboard language, then try again.',
  },
  'store-refused': {
    cause: 'The operation failed in the browser or system store[: {{reason}}].',
    step: 'Use another browser, or export the certificate and import it in the browser’s settings.',
  },
  'already-installed': {
    cause: 'This certificate and its key are already installed.',
    step: 'Test the certificate to make sure it works.',
  },
  'not-installed': {
    cause: 'This certificate isn’t installed in this browser or system store.',
    step: 'Refresh the list and choose again.',
  },
  'not-exportable': {
    cause: 'This private key is marked as not exportable, so it can’t be imported into the vault.',
    step: 'Ask the issuer for a new certificate with an exportable key, or keep using this certificate where it is.',
  },
  'key-elsewhere': {
    cause:
      'This certificate’s private key is on a USB key or other hardware, so CertSteward can only show the certificate.',
    step: 'To use or renew the certificate, plug in the USB key and open your bank’s program.',
  },
  'last-key-copy': {
    cause:
      'No copy of the private key would be left in the vault or a browser. Without a backup, you couldn’t get the key back.',
    step: 'Import the key into the vault first.',
  },
  'proof-failed': {
    cause: 'The test failed.',
    step: 'If the certificate is in a browser or the system, remove it, install it again and repeat the test. If a site refused it, ask the site or the CA. If it’s on a USB key, ask the issuer of the USB key.',
  },
  'address-refused': {
    cause: 'This address can’t be used.',
    step: 'Enter a full address that starts with https://, without a password in it.',
  },
};
