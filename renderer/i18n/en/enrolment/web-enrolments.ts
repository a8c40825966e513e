// SPDX-License-Identifier: Apache-2.0
/** Web enrolments (E01, E07). */
export const webEnrolments = {
  otherFolder: 'Another folder',
  folderGone: 'The download folder is not there',
  folderGoneText:
    '{{folder}} is missing now. Connect its drive, or choose another folder. Waiting goes on by itself when it is back.',
  arrivals: 'Files that came',
  arrived: 'Just downloaded: {{name}}',
  arrivedToast: 'Just downloaded: {{name}}. Import it in Apply & renew.',
  state: {
    ready: 'It can be imported.',
    'needs-password': 'The import will ask for the password of the file.',
    'not-read': 'It does not open.',
  },
  import: 'Import',
  waitingItem: "Waiting for the bank's file",
  came: 'The file is here',
  purpose: { renew: 'Renew', replace: 'Replacement' },
  goOn: 'Continue',
  cancel: 'Give up',
  cancelled: 'No longer waiting for the file of “{{name}}”',
  done: {
    apply: 'This is the certificate that you applied for at “{{name}}”. The application is complete.',
    renew:
      'This is the certificate that you renewed at “{{name}}”. The renewal is complete. The key of the old one stays, for what was encrypted to it.',
    replace: 'This is the replacement that you applied for at “{{name}}”. The application is complete.',
  },
} as const;
