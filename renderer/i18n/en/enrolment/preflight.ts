// SPDX-License-Identifier: Apache-2.0
/** The texts of findings are in shared/i18n/preflight.ts. */
export const preflight = {
  step: 'Check',
  whose: 'Whose computer is this?',
  own: 'My own',
  shared: 'Shared or borrowed',
  ask: 'Connect to {{host}}',
  again: 'Connect to {{host}} again',
  askHint:
    'Nothing has been sent yet. CertSteward connects only to this host, to compare your computer’s clock with the server’s and check the server’s certificate. The code isn’t sent.',
  askPageHint:
    'Nothing has been sent yet. You can connect to this host to compare your computer’s clock with the server’s.',
  anyway: 'Continue anyway',
  stopped: 'Stopped. No certificate was requested',
  stoppedRest: 'Stopped. The remaining certificates weren’t requested',
  careful: 'Read this first. No certificate has been requested yet',
  carefulRest: 'Read this first. The remaining certificates haven’t been requested yet',
  notSent: 'Stopped. The request and code weren’t sent',
  notSentYet: 'Read this first. The request and code haven’t been sent yet',
};
