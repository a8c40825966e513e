// SPDX-License-Identifier: Apache-2.0
/** Web enrolments (E01, E07). */
export const webEnrolments = {
  otherFolder: 'Another folder',
  openAddress: 'Open the official address in the browser',
  openAnyway: 'Open it anyway',
  copyAddress: 'Copy the address',
  copied: 'Official address copied',
  copyFailed: 'It could not be copied. Please select the address above and copy it yourself.',
  opened: 'Handed to your browser. Compare the host in its address bar before you type anything.',
  notOpened: 'No browser took this address. Please copy it and paste it into your browser.',
  unverifiedTitle: 'This address has not been confirmed',
  unverifiedText:
    'Compare {{host}} with a letter, a card or papers of the authority first. A false address takes your password and codes.',
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
