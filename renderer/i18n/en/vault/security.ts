// SPDX-License-Identifier: Apache-2.0
export const security = {
  title: 'Security',
  openedBy: 'Unlock methods',
  since: 'since {{date}}',
  notSet: 'not set',
  aboutPassphrase:
    'You enter the passphrase to unlock the vault. Other people on this computer can’t unlock the vault.',
  aboutOsStore: 'Unlocks the vault automatically when you sign in to this computer.',
  aboutRecovery: 'Use the code if you forget your passphrase, move to a new computer or restore a backup.',
  recoveryUnsaved:
    'You haven’t confirmed that you wrote down the recovery code. If other ways to unlock fail, this code is the only way back to your keys.',
  autoLock: 'Lock automatically after',
  autoLockNever: 'Never',
  autoLockSleep:
    'The vault always locks when the computer sleeps. While it’s locked, you can see your certificates but not use their private keys.',
  autoLockAccount:
    'Without a passphrase or USB key, your computer account protects the vault, and the vault doesn’t lock.',
  changePassphrase: 'Change passphrase',
  setPassphrase: 'Set a passphrase',
  setNewPassphrase: 'Set new passphrase',
  setPassphraseLead: 'With a passphrase, you can lock the vault. You’ll then need to enter it to use a private key.',
  passphraseSet: 'Passphrase set',
  currentPassphrase: 'Current passphrase',
  newPassphrase: 'New passphrase',
  newPassphraseAgain: 'Repeat new passphrase',
  oldPassphrase: 'Old passphrase',
  known: 'Someone else may know the old passphrase',
  knownHelp_one: 'Gives the vault a new key and re-encrypts its {{count}} private key.',
  knownHelp_other: 'Gives the vault a new key and re-encrypts all {{count}} private keys.',
  passphraseChanged: 'Passphrase changed',
  passphraseChangedText: 'Use the new passphrase from now on.',
  rekeyed_one: 'The vault has a new key, and the private key stored in the vault was re-encrypted.',
  rekeyed_other: 'The vault has a new key and all {{count}} private keys were re-encrypted.',
  rekeying: 'Re-encrypting the private keys',
  oldCopiesTitle: 'Old copies and backups still unlock the old way',
  oldCopies: 'Earlier backups and copies of the vault aren’t affected. Delete those you don’t need and back up again.',
  oldVaultsTitle: 'Old copies of the vault still unlock the old way',
  oldVaults: 'Earlier copies of the vault aren’t affected. Delete those you don’t need.',
  oldCopiesAction: 'Go to Backup',
  removePassphrase: 'Remove passphrase',
  removePassphraseLead:
    'Your computer account will then protect the vault. Anyone signed in to this account can use the keys. You can only lock the vault if a USB key unlocks it.',
  onlyCodeTitle: 'Only the recovery code will unlock the vault',
  onlyCode:
    'The system password store isn’t set up. You’d have to enter all 9 groups of the code every time you start CertSteward, and you couldn’t lock the vault.',
  removeOsStore: 'Remove password store',
  removeOsStoreLead:
    'Signing in to this computer will no longer unlock the vault. You’ll need another unlock method each time.',
  removeRekeys_one:
    'So that the removed method stops working, the vault will get a new key, and the private key stored in the vault will be re-encrypted.',
  removeRekeys_other:
    'So that the removed method stops working, the vault will get a new key and all {{count}} private keys will be re-encrypted.',
  removed: 'Removed',
  addOsStore: 'Allow the system password store',
  osStoreAdded: 'The system password store can now unlock the vault',
  aboutToken: 'Unlocks the vault with your own USB key and its PIN. You don’t need to enter a passphrase.',
  aboutTokenSet: '“{{label}}” (serial number {{serial}}), with its key “{{key}}”. Don’t delete that key.',
  addToken: 'Add a USB key',
  addAnotherToken: 'Add another USB key',
  addTokenLead:
    'You’ll be able to unlock the vault with this USB key and its PIN. Keep the passphrase or recovery code, because a USB key can break or get lost.',
  addTokenNone: 'No usable USB key found',
  addTokenNoneText: 'Plug in a USB key to continue.',
  addTokenWhich: 'Which USB key',
  addTokenKey: 'Which key on the USB key',
  addTokenMakes:
    'This USB key has no key that can unlock the vault, so CertSteward will make one. This also requires the SO PIN.',
  addTokenGo: 'Test and add',
  addTokenWorking: 'Testing the USB key',
  tokenAdded: 'The USB key can now unlock the vault',
  tokenKeyMade: 'Key “{{key}}” was made on the USB key and unlocked the vault in a test.',
  tokenKeyUsed: 'Key “{{key}}” on the USB key unlocked the vault in a test.',
  tokenLimits:
    'Don’t delete the key on the USB key. Backups and exported vaults don’t unlock with the USB key. They need the passphrase or recovery code.',
  serial: 'Serial number {{serial}}',
  removeToken: 'Remove USB key',
  removeTokenLead:
    'This USB key will no longer unlock the vault. You don’t need to plug it in to remove it. The key on the USB key won’t be deleted.',
  newRecovery: 'New recovery code',
  lostLink: 'Forgot passphrase',
  lostTitle: 'Forgotten passphrase',
  lostCodeHint: 'Enter the 9 groups you wrote down.',
  lostNoCode:
    'This vault has no recovery code. Without the passphrase or a USB key that unlocks the vault, you can’t use its private keys.',
  lostNoCodeStep:
    'You can still see your certificates. If you have a backup, restore it. If you have the original certificate file, import it again. Otherwise, apply for a new certificate.',
  lostDone: 'The old passphrase no longer unlocks this vault. The recovery code stays the same.',
  oldQuestion: 'Could someone else know the old passphrase?',
  oldForgotten: 'No, I just forgot it',
  oldForgottenHelp: 'You’ll set a new passphrase. The private keys aren’t re-encrypted.',
  moveTitle: 'Move to another computer',
  moveAbout: 'Save the whole vault as one file and import it on another computer.',
  moveAction: 'Export vault',
  moveStepWhat: 'Contents',
  moveWhat:
    'The file contains {{certificates}} (including CA certificates) and {{keys}}. The keys are encrypted. The system password store and USB keys can’t unlock the file.',
  moveOpens: 'On the other computer, unlock the file with {{ways}}.',
  moveNoSecretTitle: 'The recovery code isn’t written down yet',
  moveNoSecret:
    'Write the code down before you export. Without the code, you can’t open the file if you forget the passphrase.',
  moveDone: 'Vault exported, reopened and checked',
  moveNext: 'Import this file in CertSteward on the other computer. Delete the file once the import works.',
} as const;
