// SPDX-License-Identifier: Apache-2.0
export const backupRoom = {
  column: { time: 'Time and contents', place: 'Saved to', checked: 'Test restore' },
  code: {
    saved: 'Written down',
    savedHint: 'Unlocks the vault and later backups if you forget your passphrase',
    savedHintOther: 'Unlocks the vault and later backups on another computer, or if other ways to unlock fail',
    unsaved: 'Not written down',
    unsavedHint: 'If you forget your passphrase, only this code unlocks the vault and backups',
    unsavedHintOther: 'On another computer, or if other ways to unlock fail, only this code unlocks the vault',
  },
  differs: {
    choose: '“{{name}}” differs. Choose which to keep',
    merge: 'Keep what’s on this computer',
    theirs: 'Use what’s in the backup',
    skip: 'Don’t restore',
    value: '{{part}}: {{value}}',
    made: 'backed up {{date}}',
    locked: 'visible once you unlock the vault',
    without: 'Without the backup’s report or record',
    loss: 'Lost-or-stolen report',
    renewal: 'Record of the renewal',
  },
  secret: {
    byPassphrase: 'Passphrase',
    wrong: { passphrase: 'Wrong passphrase.', 'recovery-code': 'This recovery code doesn’t unlock this backup.' },
    wrongStep: {
      passphrase:
        'Check capitals and the keyboard language. If you’ve changed the passphrase or moved to another computer since this backup, try the earlier one.',
      'recovery-code':
        'If you’ve changed the code or moved to another computer since this backup, try the earlier code.',
    },
  },
} as const;
