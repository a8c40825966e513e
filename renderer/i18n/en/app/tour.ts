// SPDX-License-Identifier: Apache-2.0
export const tour = {
  title: 'CertSteward in under a minute',
  offer: 'New here? See what it does (under a minute)',
  again: 'Show the tour',
  inStep: 'Bring in',
  inTitle: 'Bring a certificate in',
  inText:
    'Drop the .pfx or .p12 file from your bank into the window. When it does not open, you learn whether the password is wrong, the file is damaged, or its format is not supported.',
  timeStep: 'Time',
  timeTitle: 'See how long is left',
  timeText: 'The ring empties as time runs. From 60 days before the end it warns you, early enough to renew.',
  truthStep: 'Checks',
  truthTitle: 'Checked, item by item',
  truthText:
    'On the right: chain, private key, installation and backup as they really are, each with the time it was last checked.',
  lifeStep: 'Whole life',
  lifeTitle: 'With you from applying to renewing',
  lifeText:
    'Apply, install into the browser, back up, be reminded, renew, find a lost one again. To try it first, choose Practice in the overview. It takes five minutes.',
  lifeApply: 'Apply',
  lifeInstall: 'Install',
  lifeBackup: 'Back up',
  lifeRemind: 'Reminder',
  lifeRenew: 'Renew',
  safeStep: 'Safety',
  safeTitle: 'Private keys stay on this computer',
  safeText:
    'They lie encrypted in the vault. Write the recovery code down, and a forgotten passphrase is no loss. This program opens no connection by itself.',
  start: 'Start',
} as const;
