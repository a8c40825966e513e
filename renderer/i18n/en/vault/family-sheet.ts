// SPDX-License-Identifier: Apache-2.0
export const familySheet = {
  title: 'Emergency sheet for family',
  printed: 'Printed {{date}}',
  lead: 'If the certificate holder isn’t available, the family can use this page to call the bank. The page doesn’t contain any passwords.',
  certificate: 'Certificate',
  expires: 'Expires',
  phone: 'Bank’s phone and website',
  phoneBlank: 'Phone:',
  more_one: '{{count}} more in CertSteward.',
  more_other: '{{count}} more in CertSteward.',
  backup: 'Backup saved to',
  helper: 'Who can help',
  when: 'What to do',
  lost: 'If the computer or USB key is lost, call the bank first',
  newComputer: 'On a new computer, install CertSteward and choose “Restore”',
  expiring: 'If a certificate is about to expire, renew it on the bank’s site or at a branch',
  secrets: 'Don’t write passwords, PINs or the recovery code on this page',
} as const;
