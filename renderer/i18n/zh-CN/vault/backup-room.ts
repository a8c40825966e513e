// SPDX-License-Identifier: Apache-2.0
export const backupRoom = {
  column: { time: '时间和内容', place: '保存到', checked: '试恢复' },
  code: {
    saved: '已写下',
    savedHint: '忘记主密码时，用来解锁保险库和之后的备份',
    savedHintOther: '换电脑或其他解锁方式失效时，用来解锁保险库和之后的备份',
    unsaved: '尚未写下',
    unsavedHint: '忘记主密码时，只有恢复码能解锁保险库和备份',
    unsavedHintOther: '换电脑或其他解锁方式失效时，只有恢复码能解锁保险库',
  },
  secret: {
    byPassphrase: '密码',
    wrong: { passphrase: '密码不对。', 'recovery-code': '这个恢复码不能解锁这份备份。' },
    wrongStep: {
      passphrase: '请检查大小写和输入法。备份之后改过主密码或换过电脑的，请输入备份时的密码。',
      'recovery-code': '备份之后换过恢复码或电脑的，请输入备份时的恢复码。',
    },
  },
} as const;
