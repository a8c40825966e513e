// SPDX-License-Identifier: Apache-2.0
export const menu = {
  of: 'Actions for {{name}}',
  part: 'Part {{number}}',
  renew: 'How to renew…',
  bankSite: 'Bank website…',
  install: 'Install in a browser…',
  backup: 'Back up…',
  backupDrive: 'Back up to USB drive…',
  reminders: 'Reminders…',
  describe: 'Name and notes…',
  tags: 'Tag…',
  copySerial: 'Copy serial number',
  copyFingerprint: 'Copy fingerprint',
  lookFor: 'Find copies',
  export: 'Export…',
  loss: 'Lost or stolen…',
  delete: 'Delete…',
} as const;

export const notices = {
  previous: 'Previous notice',
  next: 'Next notice',
} as const;

export const bankPage = {
  title: 'Bank’s page says “valid”',
  unseen: 'Bank’s page not checked',
  open: 'Optional · Check on the bank’s site',
  seen: 'I saw “valid”',
  confirmed: 'Confirmed by you on {{date}}',
  last: 'Last confirmed {{date}}',
  confirm: 'Confirm',
  change: 'Change',
  changeLabel: 'Change the day the bank’s page showed the certificate as valid',
  lead: 'Sign in to the bank’s website and check the certificate “{{name}}”. CertSteward can’t see the bank’s page, so enter the day you saw “valid”.',
  day: 'Shown as valid on',
  dayHint: 'Choose today or an earlier day',
  notAnyMore: 'No longer valid',
  isValid: 'Does the bank’s page show this certificate as valid?',
  isValidHint: '“Yes, valid” records today’s date',
  isValidYes: 'Yes, valid',
  isValidNo: 'No, show help',
} as const;
