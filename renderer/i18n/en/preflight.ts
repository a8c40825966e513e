/** Before an application (E10); what was found has its words in shared/i18n/preflight.ts. */
export const preflight = {
  step: 'Check',
  whose: 'Whose computer is this',
  own: 'My own',
  borrowed: 'Shared or borrowed',
  ask: 'Ask {{host}}',
  again: 'Ask {{host}} again',
  askHint: 'Nothing has been contacted yet. Clock and server are compared with this host alone; no code goes there.',
  anyway: 'Go on anyway',
  stopped: 'Stopped: no certificate was asked for',
  careful: 'Look at this first: no certificate was asked for yet',
};
