// SPDX-License-Identifier: Apache-2.0
export const status = {
  valid: '有效',
  expiring: '即将到期',
  expired: '已过期',
  'not-yet-valid': '尚未生效',
  revoked: '已吊销',
  superseded: '已被新证书取代',
} as const;

export const time = {
  days_other: '{{count}} 天',
  hours_other: '{{count}} 小时',
  minutes_other: '{{count}} 分钟',
  expiredDays_other: '已过期 {{count}} 天',
  expiredHours_other: '已过期 {{count}} 小时',
  expiredMinutes_other: '已过期 {{count}} 分钟',
  startsDays_other: '{{count}} 天后生效',
  startsHours_other: '{{count}} 小时后生效',
  startsMinutes_other: '{{count}} 分钟后生效',
  daysAgo_other: '{{count}} 天前',
  hoursAgo_other: '{{count}} 小时前',
  minutesAgo_other: '{{count}} 分钟前',
  today: '今天',
  remaining: '还有 {{time}}',
  until: '{{date}} 到期',
  since: '{{date}} 到期',
  from: '{{date}} 起生效',
  expiresOn: '{{date}}到期',
  expiredOn: '{{date}}已到期',
} as const;
