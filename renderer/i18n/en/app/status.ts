// SPDX-License-Identifier: Apache-2.0
export const status = {
  valid: 'Valid',
  expiring: 'Expires soon',
  expired: 'Expired',
  'not-yet-valid': 'Not valid yet',
  revoked: 'Revoked',
  superseded: 'Superseded',
} as const;

export const time = {
  days_one: '{{count}} day',
  days_other: '{{count}} days',
  hours_one: '{{count}} hour',
  hours_other: '{{count}} hours',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
  expiredDays_one: 'Expired {{count}} day ago',
  expiredDays_other: 'Expired {{count}} days ago',
  expiredHours_one: 'Expired {{count}} hour ago',
  expiredHours_other: 'Expired {{count}} hours ago',
  expiredMinutes_one: 'Expired {{count}} minute ago',
  expiredMinutes_other: 'Expired {{count}} minutes ago',
  startsDays_one: 'Starts in {{count}} day',
  startsDays_other: 'Starts in {{count}} days',
  startsHours_one: 'Starts in {{count}} hour',
  startsHours_other: 'Starts in {{count}} hours',
  startsMinutes_one: 'Starts in {{count}} minute',
  startsMinutes_other: 'Starts in {{count}} minutes',
  expiresOn: 'Expires on {{date}}',
  expiredOn: 'Expired on {{date}}',
  startsOn: 'Valid from {{date}}',
} as const;
