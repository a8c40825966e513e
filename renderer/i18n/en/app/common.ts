// SPDX-License-Identifier: Apache-2.0
export const common = {
  appName: 'CertSteward',
  close: 'Close',
  cancel: 'Cancel',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  save: 'Save',
  retry: 'Try again',
  copy: 'Copy',
  none: 'None',
  showPassword: 'Show password',
  listSeparator: ', ',
  dismiss: 'Dismiss this message',
  messages: 'Messages',
  undo: 'Undo',
  steps: 'Steps',
} as const;
