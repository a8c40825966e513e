// SPDX-License-Identifier: Apache-2.0
export const revocation = {
  title: 'Revocation',
  check: 'Check',
  checkOf: 'Check whether this certificate is revoked',
  line: {
    none: 'Revocation not checked',
    good: 'Not revoked',
    unknown: 'Revocation unknown',
    revoked: 'Revoked on {{date}}: {{reason}}',
  },
  looking: 'Looking up where to check',
  lead: 'You can check for revocation at these addresses. They come from the certificates and are only contacted if you agree:',
  leadIssuer:
    'The issuer’s certificate is missing. You can download it from this address, which comes from the certificate:',
  leadChanges:
    'You can get the latest changes to the revocation list from these addresses. They come from the list or the certificate and are only contacted if you agree:',
  skip: 'Skip',
  addresses: 'Addresses',
  learns: 'The server will know which certificate you’re checking. Nothing else is sent.',
  plain: 'Not encrypted (http), so others can read the request in transit',
  kept_one: '{{count}} response is still current and won’t be requested again.',
  kept_other: '{{count}} responses are still current and won’t be requested again.',
  leftOut_one: 'The certificates list too many addresses. {{count}} was left out.',
  leftOut_other: 'The certificates list too many addresses. {{count}} were left out.',
  nobody: 'The certificates don’t list an address for checking revocation. Ask the issuer whether yours is revoked.',
  noPath:
    'CertSteward can’t check this yet. If the certificate isn’t valid or its chain isn’t trusted, no one can tell whether a response is genuine. Check the chain first.',
  ask: 'Agree and check',
  fetch: 'Agree and download',
  useKept: 'Show',
  asking: 'Checking',
  result: {
    good: 'Not revoked',
    revoked: 'Revoked',
    unknown: 'Unknown',
    'not-checked': 'Not checked',
  },
  step: {
    good: 'The issuers confirmed that no certificate in the chain is revoked.',
    revoked:
      'Stop using this certificate to sign in or sign. If you didn’t expect this, ask the issuer and apply for a new certificate.',
    unknown: 'No trustworthy response was received, so the certificate may or may not be revoked. Try again later.',
    'not-checked': 'The chain isn’t valid, so no response can be trusted. Check the chain first.',
  },
  revokedAt: '{{name}}: revoked on {{date}} ({{reason}})',
  checkedAt: 'Checked on {{date}}',
  replace: 'Apply for a new one',
  private: 'Contact them anyway',
  privateText: 'These hosts are on a private network or this computer, so they weren’t contacted: {{hosts}}',
  again: 'Check again',
  issuers: {
    title: 'Issuer missing',
    fetch: 'Download the issuer’s certificate…',
    fetching: 'Downloading',
    complete: 'The chain is complete. It will be included when you export or install the certificate.',
    incomplete: 'The chain is still incomplete. Ask the issuer for the full chain, or import it from a file.',
  },
};
