// SPDX-License-Identifier: Apache-2.0
export const shell = {
  rooms: 'Rooms',
  skip: 'Skip to the main content',
  room: {
    overview: 'Overview',
    certificates: 'Certificates',
    tokens: 'USB keys',
    browsers: 'Browsers & OS',
    backup: 'Backup',
    enrolment: 'Apply & renew',
    find: 'Find',
    activity: 'Activity',
    settings: 'Settings',
    help: 'Help',
  },
  dropTitle: 'Let go to import',
  dropHint: '.pfx, .p12, .sm2, .cer, .crt, .pem and .p7b; several files at once are fine',
  crashTitle: 'This page could not be shown',
  crashCause: 'The window met something unexpected. What is in the vault is not affected.',
  crashStep: 'Load it again; if it happens again, restart CertSteward.',
  reload: 'Load again',
  startFailed: 'CertSteward could not start',
} as const;
