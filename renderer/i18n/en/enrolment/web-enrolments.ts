// SPDX-License-Identifier: Apache-2.0
/** Web enrolments (E01, E07). */
export const webEnrolments = {
  otherFolder: 'Another folder',
  openAddress: 'Open the official address in the browser',
  openAnyway: 'Open it anyway',
  copyAddress: 'Copy the address',
  copied: 'Official address copied',
  copyFailed: 'Couldn’t copy it. Select the address above and copy it yourself.',
  opened: 'Opened in your browser. Check the host in the address bar before you type anything.',
  notOpened: 'No browser opened this address. Copy it and paste it into your browser.',
  unverifiedTitle: 'You haven’t compared this address yet',
  unverifiedText:
    'Compare {{host}} with a letter, a card or papers from the CA first. A fake address steals your password and codes.',
  folderGone: 'Download folder not found',
  folderGoneText:
    '{{folder}} isn’t available. Connect its drive, or choose another folder. Waiting continues when it’s back.',
  arrivals: 'Files received',
  arrived: 'Just downloaded: {{name}}',
  arrivedToast: 'Just downloaded: {{name}}. Import it in Apply & renew.',
  state: {
    ready: 'Ready to import.',
    'needs-password': 'You’ll be asked for the file password.',
    'not-read': 'It doesn’t open.',
  },
  import: 'Import',
  waitingItem: 'Waiting for the bank’s file',
  came: 'File arrived',
  purpose: { renew: 'Renew', replace: 'Replacement' },
  goOn: 'Continue',
  cancel: 'Cancel',
  cancelled: 'No longer waiting for the file from “{{name}}”',
  done: {
    apply: 'This is the certificate you applied for at “{{name}}”. The application is complete.',
    renew:
      'This is the certificate you renewed at “{{name}}”. The renewal is complete. The old key is kept to open earlier files.',
    replace: 'This is the replacement you applied for at “{{name}}”. The application is complete.',
  },
} as const;
