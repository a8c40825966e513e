// SPDX-License-Identifier: Apache-2.0
export const menu = {
  of: '“{{name}}”的操作',
  part: '第 {{number}} 部分',
  renew: '如何更新…',
  bankSite: '银行网站…',
  install: '安装到浏览器…',
  backup: '备份…',
  backupDrive: '备份到 U 盘…',
  reminders: '提醒…',
  describe: '名称与备注…',
  tags: '标签…',
  copySerial: '复制序列号',
  copyFingerprint: '复制指纹',
  lookFor: '查找副本',
  export: '导出…',
  loss: '遗失补办…',
  delete: '删除…',
} as const;

export const notices = {
  previous: '上一条',
  next: '下一条',
} as const;

export const bankPage = {
  title: '银行页面显示“有效”',
  unseen: '尚未在银行页面确认',
  open: '不影响登录 · 可在银行网站查看',
  seen: '我已看到“有效”',
  confirmed: '您于 {{date}} 确认',
  last: '上次确认：{{date}}',
  confirm: '确认',
  change: '更改',
  changeLabel: '更改确认有效的日期',
  lead: '请登录银行网站，查看证书“{{name}}”的状态。证书管家看不到银行页面，请记下您看到“有效”的日期。',
  day: '确认有效的日期',
  dayHint: '请选择今天或以前的日期',
  notAnyMore: '不再有效',
  isValid: '银行页面显示这张证书有效吗？',
  isValidHint: '选“显示有效”，会记下今天的日期',
  isValidYes: '显示有效',
  isValidNo: '没有，查看帮助',
} as const;
