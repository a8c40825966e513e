// SPDX-License-Identifier: Apache-2.0
/** Findings: shared/i18n/preflight.ts. */
export const preflight = {
  step: 'Check',
  whose: 'Whose computer is this',
  own: 'My own',
  shared: 'Shared or borrowed',
  ask: 'Ask {{host}}',
  again: 'Ask {{host}} again',
  askHint: 'Nothing has been contacted yet. Clock and server are compared with this host alone; no code goes there.',
  askPageHint:
    'To compare the clock, this host can be asked for its date, and for nothing else. Nothing has been contacted yet.',
  anyway: 'Go on anyway',
  stopped: 'Stopped: no certificate was asked for',
  careful: 'Look at this first: no certificate was asked for yet',
  notSent: 'Stopped: neither request nor code was sent',
  notSentYet: 'Look at this first: neither request nor code was sent yet',
};
