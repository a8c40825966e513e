// SPDX-License-Identifier: Apache-2.0
export const webEnrolments = {
  folder: 'Download folder: {{folder}}',
  otherFolder: 'Use another folder',
  folderGone: 'Download folder not found',
  folderGoneText:
    '{{folder}} isn’t available. Connect its drive, or choose another folder. CertSteward will resume watching when the folder is available again.',
  arrivals: 'Files received',
  arrived: 'Downloaded: {{name}}',
  arrivedToast: 'New certificate file: {{name}}',
  arrivedMany_one: '{{count}} new certificate file',
  arrivedMany_other: '{{count}} new certificate files',
  state: {
    ready: 'Ready to import.',
    'needs-password': 'You’ll be asked for the file password.',
    'not-read': 'The file can’t be opened.',
  },
  import: 'Import',
  waitingItem: 'In progress',
  onSite: 'In progress on the website',
  notOpened: 'Website not opened yet',
  downloaded: 'Downloaded, not imported yet',
  came: 'File received',
  purpose: { renew: 'Renewal', replace: 'Replacement' },
  goOn: 'Continue',
  cancel: 'Cancel',
  cancelled: 'You stopped the steps for “{{name}}”',
  finished: 'You finished the steps for “{{name}}”',
  done: {
    apply: 'This is the certificate you applied for at “{{name}}”. The application is complete.',
    renew: 'This is your renewed certificate from “{{name}}”. The old key is kept so you can open older files.',
    renewFromToken:
      'This is your renewed certificate from “{{name}}”. The old key stays on the USB key. From now on, sign in with the new certificate.',
    replace: 'This is the replacement you applied for at “{{name}}”. The application is complete.',
  },
} as const;
