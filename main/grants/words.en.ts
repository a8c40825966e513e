// SPDX-License-Identifier: Apache-2.0
import type { AskedCall, FactLabel } from './reach.ts';

interface Asked {
  readonly title: string;
  readonly allow: string;
}

export interface GrantWords {
  readonly cancel: string;
  readonly replace: Asked;
  readonly labels: Readonly<Record<FactLabel, string>>;
  readonly values: Readonly<Partial<Record<FactLabel, Readonly<Record<string, string>>>>>;
  readonly calls: Readonly<Record<AskedCall, Asked>>;
}

export const englishGrantWords: GrantWords = {
  cancel: 'Cancel',
  replace: { title: 'Replace this file?', allow: 'Replace' },
  labels: {
    certificate: 'Certificate',
    count: 'Number of certificates',
    file: 'File',
    files: 'Number of files',
    folder: 'Folder',
    vault: 'Vault',
    drive: 'Drive',
    host: 'Server',
    address: 'Address',
    phone: 'Phone',
    place: 'Place',
    name: 'Name',
    authority: 'CA',
    sha256: 'SHA-256',
    owner: 'Owner',
    token: 'USB key',
    lastTry: 'May use the last PIN try for',
    protection: 'Unlocks with',
    object: 'Object',
    way: 'Unlocks with',
    entries: 'Entries',
    problem: 'Problem',
    format: 'Format',
    user: 'User name',
    setting: 'Setting',
    more: 'Not shown',
  },
  values: {
    protection: {
      passphrase: 'Passphrase',
      recovery: 'Recovery code',
      'passphrase-recovery': 'Passphrase or recovery code',
      own: 'A separate passphrase',
      'own-recovery': 'A separate passphrase or the recovery code',
    },
    way: {
      'os-store': 'System password store',
      passphrase: 'Passphrase',
      'recovery-code': 'Recovery code',
      token: 'USB key',
    },
    setting: { useUnverified: 'Unverified features' },
  },
  calls: {
    'activity.acceptSeal': { title: 'Accept the changes to your vault?', allow: 'Accept' },
    'settings.change': { title: 'Turn on features that aren’t verified on this system?', allow: 'Turn on' },
    'deletion.purge': { title: 'Delete these certificates permanently? This can’t be undone.', allow: 'Delete' },
    'anchors.add': { title: 'Trust this CA certificate?', allow: 'Trust' },
    'anchors.confirm': { title: 'Trust this CA certificate?', allow: 'Trust' },
    'profiles.confirm': { title: 'Confirm that this is the official site?', allow: 'Confirm' },
    'profiles.replace': { title: 'Replace a confirmed CA guide?', allow: 'Replace' },
    'requests.start': { title: 'Connect to this server?', allow: 'Connect' },
    'requests.remove': { title: 'Delete this request and its private key?', allow: 'Delete' },
    'preflight.server': { title: 'Connect to this server?', allow: 'Connect' },
    'renewals.submit': { title: 'Send a renewal request to this server?', allow: 'Send' },
    'renewals.submitMany': { title: 'Renew these certificates and replace the old ones?', allow: 'Renew' },
    'renewals.replace': { title: 'Replace the old certificate with the new one?', allow: 'Replace' },
    'losses.revoke': { title: 'Revoke this certificate for good?', allow: 'Revoke' },
    'revocation.check': { title: 'Ask these servers whether the certificate is revoked?', allow: 'Connect' },
    'revocation.fetchIssuers': { title: 'Download issuer certificates from these servers?', allow: 'Connect' },
    'servers.look': { title: 'Connect to this server?', allow: 'Connect' },
    'servers.accept': { title: 'Trust this CA for this server?', allow: 'Trust' },
    'servers.acceptFile': { title: 'Trust this CA for this server?', allow: 'Trust' },
    'servers.ask': { title: 'Send the request to this server?', allow: 'Send' },
    'releases.check': { title: 'Check this server for new versions?', allow: 'Connect' },
    'releases.openPage': { title: 'Open this address in your browser?', allow: 'Open' },
    'stores.install': { title: 'Install certificates with their private keys?', allow: 'Install' },
    'stores.remove': { title: 'Remove certificates and their private keys?', allow: 'Remove' },
    'stores.lookAtServer': { title: 'Connect to this server?', allow: 'Connect' },
    'stores.login': { title: 'Sign in to this server with your certificate?', allow: 'Sign in' },
    'webEnrolments.openAddress': { title: 'Open this address in your browser?', allow: 'Open' },
    'tokens.allowModule': { title: 'Run this module on your computer?', allow: 'Run' },
    'tokens.registerModule': { title: 'Change which modules this browser uses?', allow: 'Change' },
    'tokens.manage': { title: 'Manage this USB key yourself?', allow: 'Confirm' },
    'tokens.changePin': { title: 'Change the PIN of this USB key?', allow: 'Change' },
    'tokens.unblockPin': { title: 'Reset the PIN of this USB key?', allow: 'Reset' },
    'tokens.initialise': { title: 'Erase this USB key? This can’t be undone.', allow: 'Erase' },
    'tokens.importIdentity': { title: 'Copy a private key to this USB key?', allow: 'Copy' },
    'tokens.delete': { title: 'Permanently delete this object from the USB key?', allow: 'Delete' },
    'tokens.unlock': { title: 'This may be the last PIN try before the USB key locks. Continue?', allow: 'Continue' },
    'tokens.generate': { title: 'This may be the last PIN try before the USB key locks. Continue?', allow: 'Continue' },
    'tokens.csr': { title: 'This may be the last PIN try before the USB key locks. Continue?', allow: 'Continue' },
    'tokens.selfSign': { title: 'This may be the last PIN try before the USB key locks. Continue?', allow: 'Continue' },
    'tokens.writeCertificate': {
      title: 'This may be the last PIN try before the USB key locks. Continue?',
      allow: 'Continue',
    },
    'tokens.testKey': { title: 'This may be the last PIN try before the USB key locks. Continue?', allow: 'Continue' },
    'vault.unlockWithToken': {
      title: 'This may be the last PIN try before the USB key locks. Continue?',
      allow: 'Continue',
    },
    'vault.accept': { title: 'Accept this vault on this computer?', allow: 'Accept' },
    'vault.setPassphrase': { title: 'Set a new passphrase for the vault?', allow: 'Set passphrase' },
    'vault.createRecoveryCode': { title: 'Make a recovery code and show it?', allow: 'Show code' },
    'vault.changePassphrase': { title: 'Change the vault’s passphrase?', allow: 'Change' },
    'vault.resetPassphrase': { title: 'Reset the vault’s passphrase?', allow: 'Reset' },
    'vault.removeProtector': { title: 'Remove this unlock method?', allow: 'Remove' },
    'vault.addOsStore': { title: 'Let this computer unlock the vault?', allow: 'Allow' },
    'vault.addToken': { title: 'Let this USB key unlock the vault?', allow: 'Allow' },
    'exports.writeMany': { title: 'Export certificates with their private keys?', allow: 'Export' },
    'backups.create': { title: 'Save a backup to this location?', allow: 'Back up' },
    'backups.verify': { title: 'Read a backup from this location?', allow: 'Read' },
    'backups.preview': { title: 'Read a backup from this location?', allow: 'Read' },
    'backups.restore': { title: 'Read a backup from this location?', allow: 'Read' },
    'backups.trashOriginals': { title: 'Move to the trash?', allow: 'Move to trash' },
  },
};
