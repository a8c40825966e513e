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
  differs: {
    choose: '“{{name}}”有差异，请选择保留哪一份',
    merge: '保留这台电脑的内容',
    theirs: '用备份里的内容',
    skip: '不恢复',
    value: '{{part}}：{{value}}',
    made: '{{date}} 备份',
    locked: '解锁保险库后可见',
    without: '不采用备份里的登记',
    loss: '遗失登记',
    renewal: '证书取代记录',
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
