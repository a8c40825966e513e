// SPDX-License-Identifier: Apache-2.0
export const timeline = {
  title: '到期时间线',
  show: '到期时间线',
  month_other: '{{month}}：{{count}} 张证书到期',
  withNames: '{{hint}}（{{names}}）',
  expired_other: '{{count}} 张证书已过期',
  none: '没有要提醒的到期。已登记遗失或被盗的证书不在这里。',
  noneInYear: '今后 12 个月没有到期的证书',
  later_other: '{{count}} 张证书更晚到期',
} as const;
