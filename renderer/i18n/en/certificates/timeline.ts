// SPDX-License-Identifier: Apache-2.0
export const timeline = {
  title: 'Expiry timeline',
  show: 'Expiry timeline',
  month_one: '{{month}}: {{count}} certificate expires',
  month_other: '{{month}}: {{count}} certificates expire',
  withNames: '{{hint}} ({{names}})',
  expired_one: '{{count}} expired',
  expired_other: '{{count}} expired',
  none: 'No certificate here needs a reminder. Those reported lost or stolen aren’t shown.',
  noneInYear: 'Nothing expires in the next 12 months',
  later_one: '{{count}} expires later',
  later_other: '{{count}} expire later',
} as const;
