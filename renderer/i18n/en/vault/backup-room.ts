// SPDX-License-Identifier: Apache-2.0
export const backupRoom = {
  column: { time: 'Time and contents', place: 'Saved to', checked: 'Test restore' },
  code: {
    saved: 'Written down',
    savedHint: 'Opens your keys and backups if you forget your passphrase',
    unsaved: 'Not written down',
    unsavedHint: 'If you forget your passphrase, only this code opens your keys and backups',
  },
} as const;
