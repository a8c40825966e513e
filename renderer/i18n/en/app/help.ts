// SPDX-License-Identifier: Apache-2.0
export const help = {
  offline: 'Works offline',
  all: 'All help pages',
  search: 'Search the help',
  searchHint: 'What would you like to do? Try “new computer” or “wrong password”',
  tasks: 'By task',
  found_one: '{{count}} page',
  found_other: '{{count}} pages',
  nothing: 'No page has these words. Try fewer.',
  shortcuts: 'Shortcuts',
  key: {
    search: 'Search certificates',
    backUp: 'Back up selected',
    export: 'Export selected',
    undo: 'Undo',
    all: 'Select all',
    rename: 'Rename',
    rooms: 'Switch rooms',
    region: 'Next area',
    help: 'Help',
  },
  version: 'CertSteward {{version}}',
} as const;
