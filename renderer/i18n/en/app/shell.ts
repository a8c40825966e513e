// SPDX-License-Identifier: Apache-2.0
export const shell = {
  rooms: 'Pages',
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
  dropTitle: 'Drop to import',
  dropHint: '.pfx, .p12, .sm2, .cer, .pem and others. You can drop several files at once',
  crashTitle: 'This page couldn’t be shown',
  crashCause: 'Something unexpected happened in the window. Your vault isn’t affected.',
  crashStep: 'Reload the page. If it happens again, restart CertSteward.',
  reload: 'Reload',
  startFailed: 'CertSteward couldn’t start',
} as const;
