// SPDX-License-Identifier: Apache-2.0
export const common = {
  appName: '证书管家',
  close: '关闭',
  cancel: '取消',
  back: '上一步',
  next: '下一步',
  done: '完成',
  save: '保存',
  retry: '再试一次',
  copy: '复制',
  none: '无',
  showPassword: '显示密码',
  listSeparator: '、',
  dismiss: '收起这条消息',
  messages: '消息',
  undo: '撤销操作',
  steps: '步骤',
} as const;
