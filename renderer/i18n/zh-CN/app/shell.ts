// SPDX-License-Identifier: Apache-2.0
export const shell = {
  rooms: '页面',
  skip: '跳到主要内容',
  room: {
    overview: '概览',
    certificates: '证书',
    tokens: 'USB Key',
    browsers: '浏览器与系统',
    backup: '备份与恢复',
    enrolment: '申请与更新',
    find: '查找证书',
    activity: '活动记录',
    settings: '设置',
    help: '帮助',
  },
  dropTitle: '松开即可导入',
  dropHint: '.pfx .p12 .sm2 .cer .pem 等，可以一次拖入多个文件',
  crashTitle: '这个页面无法显示',
  crashCause: '页面出现了意外错误，保险库里的内容不受影响。',
  crashStep: '请重新载入。如果问题仍然存在，请重新打开证书管家。',
  reload: '重新载入',
  startFailed: '证书管家无法启动',
} as const;
