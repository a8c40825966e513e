// SPDX-License-Identifier: Apache-2.0
export const watched = {
  title: 'Reminders only',
  add: 'Add a reminder',
  addTitle: 'Add a reminder',
  changeTitle: 'Change the reminder',
  addLead:
    'For certificates whose private key isn’t in the vault, for example because it’s on a USB key that only your bank’s program can use. You’ll find the expiry date in that program or on the receipt.',
  name: 'Name',
  nameHint: 'For example, ICBC USB key. Don’t enter identity numbers.',
  lastDay: 'Last day',
  lastDayHint: 'Valid until the end of this day',
  lastDayIs: 'Valid until the end of {{day}}',
  place: 'Where you use it',
  placeHint: 'Such as online banking or a branch (optional)',
  save: 'Save',
  saved: 'Reminder saved',
  change: 'Change',
  changeOf: 'Change “{{name}}”',
  remove: 'Remove',
  removeOf: 'Remove “{{name}}”',
  removed: '“{{name}}” removed',
  until: 'Last day: {{day}}',
  guide:
    'Plug in the USB key if there is one, renew the certificate with your bank’s program or app, then enter the new last day here.',
  guideAt:
    'Plug in the USB key if there is one, renew the certificate where you use it (“{{place}}”), then enter the new last day here.',
  onlyRemind: 'Only set a reminder',
  offerTitle: 'Is the private key on a USB key?',
  offerText:
    'This file has no private key. If the private key is on a USB key, choose “Reminders only”. The key will no longer be shown as missing.',
  offerAction: 'Reminders only',
  offerDone: 'Set to reminders only',
} as const;
