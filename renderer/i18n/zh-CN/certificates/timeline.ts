// SPDX-License-Identifier: Apache-2.0
export const timeline = {
  title: '到期时间线',
  show: '到期时间线',
  month_other: '{{month}}：{{count}} 张证书到期',
  withNames: '{{hint}}，其中有{{names}}',
  expired_other: '已过期 {{count}} 张',
  later_other: '两年后到期 {{count}} 张',
} as const;
