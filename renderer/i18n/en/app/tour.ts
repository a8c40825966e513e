// SPDX-License-Identifier: Apache-2.0
export const tour = {
  title: 'CertSteward in under a minute',
  offer: 'New here? See what CertSteward does (under a minute)',
  again: 'Show the tour',
  inStep: 'Import',
  inTitle: 'Import a certificate',
  inText:
    'Drop the .pfx or .p12 file from your bank into the window. If the file doesn’t open, you’ll see whether the password is wrong, the file is damaged or its format isn’t supported.',
  timeStep: 'Time',
  timeTitle: 'See how much time is left',
  timeText: 'The ring empties as time runs out. You’ll get a warning 60 days before expiry, so you have time to renew.',
  truthStep: 'Checks',
  truthTitle: 'Checked item by item',
  truthText:
    'Select a certificate to see the state of its chain, private key, installation and backup, and when they were last checked.',
  lifeStep: 'Every step',
  lifeTitle: 'From applying to renewing',
  lifeText:
    'Apply, install, back up, get reminders, renew, and replace lost certificates. To try all of this first, choose “Practice” in Help. Practice takes three minutes.',
  lifeApply: 'Apply',
  lifeInstall: 'Install',
  lifeBackup: 'Back up',
  lifeRemind: 'Remind',
  lifeRenew: 'Renew',
  safeStep: 'Safety',
  safeTitle: 'Private keys stay on this computer',
  safeText:
    'The keys are encrypted in the vault. Write down the recovery code in case you forget the passphrase. CertSteward goes online only for what you asked it to do.',
  start: 'Start',
} as const;
