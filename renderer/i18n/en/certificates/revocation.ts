// SPDX-License-Identifier: Apache-2.0
export const revocation = {
  title: 'Revocation',
  check: 'Check',
  checkOf: 'Check whether it is revoked',
  line: {
    none: 'Revocation not checked',
    good: 'Not revoked',
    unknown: 'Revocation unknown',
    revoked: 'Revoked on {{date}}: {{reason}}',
  },
  looking: 'Looking who can tell',
  lead: 'These addresses can tell whether it is revoked. They stand in the certificates, and are contacted once you agree:',
  leadIssuer:
    'The certificate of the issuer is missing. It can be fetched from this address, which stands in the certificate:',
  leadChanges:
    'What changed since the revocation list was made can be had from these addresses. They stand in the list or in the certificate, and are contacted once you agree:',
  skip: 'Without them',
  addresses: 'Addresses',
  learns: 'Whoever answers learns which certificate you ask about. Nothing else is sent.',
  plain: 'Not encrypted (http): readable on the way',
  kept_one: '{{count}} answer that still counts is here: nobody is asked for it.',
  kept_other: '{{count}} answers that still count are here: nobody is asked for them.',
  leftOut_one: 'The certificates name too many addresses: {{count}} is left out.',
  leftOut_other: 'The certificates name too many addresses: {{count}} are left out.',
  nobody: 'The certificates name no address to ask. The issuer can tell you whether it is revoked.',
  noPath:
    'An answer could not be judged: the certificate does not lead to a trusted issuer, or is not valid. Look at the chain first.',
  ask: 'Agree and ask',
  fetch: 'Agree and fetch',
  useKept: 'Show',
  asking: 'Asking',
  result: {
    good: 'Not revoked',
    revoked: 'Revoked',
    unknown: 'Unknown',
    'not-checked': 'Not checked',
  },
  step: {
    good: 'The issuers say so for each certificate of the chain.',
    revoked:
      'Do not use it any more to log in or to sign. Ask its issuer if you did not expect this, and apply for a new one.',
    unknown: 'Nobody gave an answer that can be believed. That does not mean that it is good: try again later.',
    'not-checked': 'The chain is not valid, so that no answer counts. Look at the chain first.',
  },
  revokedAt: '{{name}}: revoked on {{date}} ({{reason}})',
  checkedAt: 'Asked on {{date}}',
  replace: 'Apply for a new one',
  private: 'Contact them all the same',
  privateText: 'In a private network or on this computer, and not contacted: {{hosts}}',
  again: 'Ask again',
  issuers: {
    title: 'Missing issuer',
    fetch: 'Fetch the issuer’s certificate…',
    fetching: 'Fetching',
    complete: 'The chain is complete. Export and install the certificate with its chain.',
    incomplete: 'The chain still ends before its root. Ask the issuer for its chain, or import it from a file.',
  },
};
