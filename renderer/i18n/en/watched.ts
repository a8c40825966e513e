// SPDX-License-Identifier: Apache-2.0
/** Watched only: what has a countdown and nothing more (D04). */
export const watched = {
  title: 'Watched only',
  add: 'Add a reminder',
  addTitle: 'Add a reminder',
  changeTitle: 'Change the reminder',
  addLead:
    'For a certificate whose private key is not in the vault, such as one on a USB token that only the program of your bank can use. That program, or the receipt, shows the last day.',
  name: 'Name',
  nameHint: 'Such as: ICBC USB token. Leave identity numbers out.',
  lastDay: 'Last day',
  lastDayHint: 'Valid until this day ends',
  lastDayIs: 'Valid until {{day}} ends',
  place: 'Used at',
  placeHint: 'Where to renew it, such as the online bank or a branch; may stay empty',
  save: 'Save',
  saved: 'Saved; you will be reminded of the last day',
  change: 'Change',
  changeOf: 'Change “{{name}}”',
  remove: 'Remove',
  removeOf: 'Remove “{{name}}”',
  removed: '“{{name}}” removed',
  until: 'Last day: {{day}}',
  guide: 'Plug in the token and renew it with the program of your bank, then enter the new last day here.',
  guideAt: 'Plug in the token and renew it with the program of “{{place}}”, then enter the new last day here.',
  onlyRemind: 'Only remind me',
  offerTitle: 'Is the key on a USB token?',
  offerText:
    'There is no private key in this file. If the key is on a USB token, the certificate can be watched only, and no key is called missing.',
  offerAction: 'Watch only',
  offerDone: 'Watched only from now on',
} as const;
