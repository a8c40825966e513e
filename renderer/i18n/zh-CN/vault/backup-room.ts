// SPDX-License-Identifier: Apache-2.0
export const backupRoom = {
  column: { time: '时间和内容', place: '保存到', checked: '试恢复' },
  code: {
    saved: '已写下',
    savedHint: '忘记主密码时，用来解锁保险库和备份',
    savedHintOther: '换电脑或其他解锁方式失效时，用来解锁保险库和备份',
    unsaved: '尚未写下',
    unsavedHint: '忘记主密码时，只有恢复码能解锁保险库和备份',
    unsavedHintOther: '换电脑或其他解锁方式失效时，只有恢复码能解锁保险库',
  },
} as const;
