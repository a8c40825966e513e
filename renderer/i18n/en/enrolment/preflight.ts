// SPDX-License-Identifier: Apache-2.0
/** Findings: shared/i18n/preflight.ts. */
export const preflight = {
  step: 'Check',
  whose: 'Whose computer is this?',
  own: 'My own',
  shared: 'Shared or borrowed',
  ask: 'Ask {{host}}',
  again: 'Ask {{host}} again',
  askHint:
    'Nothing is sent yet. CertSteward compares the time and server with this host only and doesn’t send the code.',
  askPageHint: 'You can ask this host for its date to compare the clock. Nothing is sent yet.',
  anyway: 'Continue anyway',
  stopped: 'Stopped: no certificate was requested',
  careful: 'Read this first: no certificate was requested yet',
  notSent: 'Stopped: the request and code weren’t sent',
  notSentYet: 'Read this first: the request and code haven’t been sent yet',
};
