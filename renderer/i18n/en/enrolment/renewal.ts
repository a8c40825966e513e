// SPDX-License-Identifier: Apache-2.0
export const renewal = {
  title: 'Renew certificate',
  renew: 'Renew',
  reading: 'Checking',
  step: { ask: 'Review', places: 'Replace', done: 'Result' },
  ask: {
    lead: 'Confirm the renewal',
    contact:
      'CertSteward will ask “{{name}}” ({{host}}) for a new certificate with the same names. Your current certificate proves who you are. The new private key will be made on this computer and won’t be sent anywhere.',
    contactOnly:
      'CertSteward will ask “{{name}}” ({{host}}) for a new certificate with the same names. Your current certificate proves who you are.',
    proven: 'CertSteward checks the new certificate before replacing the old one. Until then, you can use the old one.',
    places:
      'The new certificate will be installed and tested where the old one is: {{places}}. Then the old one will be removed.',
    nowhere: 'The old certificate isn’t installed in a browser or the system, so there’s nothing to replace.',
    backup:
      'The old certificate and its key stay in the vault so you can open older files. Back up the new one afterwards.',
    unverified: 'Before you renew, type the CA’s address from official documents to confirm it.',
    asking: 'Asking the CA for a new certificate',
    failed: 'Not renewed. The old certificate still works',
    stopped: 'Stopped. The old certificate still works. Try again to continue.',
  },
  waiting: {
    title: 'The CA is working on it',
    text: 'Your renewal request was sent to “{{name}}” and is saved here. The old certificate still works. Open the renewal again later to continue.',
    again_one: 'Try again in {{count}} minute.',
    again_other: 'Try again in {{count}} minutes.',
  },
  places: {
    lead: 'Replace the old certificate',
    early: 'The new certificate starts on {{date}}',
    earlyText:
      'Keep using the old one until then. After that, open the new certificate and choose “Replace old certificate”.',
    looking: 'Checking where the old certificate is installed',
    nowhere: 'The old certificate isn’t installed in a browser or the system, so there’s nothing to replace.',
    running: 'The browser is running and will show the old certificate until you restart it.',
    passwordHint:
      'The password you set in the browser, not the vault passphrase. It’s used once and not saved. Leave this empty to keep the old certificate in this browser.',
    working: 'Installing and testing the new certificate',
    failed: 'Nothing changed. The old certificate is still in place',
    later: 'Later',
    go: 'Install new certificate, remove old one',
  },
  todo: {
    replace: 'Install and test the new certificate, then remove the old one',
    retire: 'Test the new certificate, then remove the old one',
    done: 'Only the new certificate is installed',
    token: 'Renew with the USB key',
    refused: 'Can’t be changed now',
  },
  outcome: {
    replaced: 'New certificate installed and tested, old one removed',
    done: 'Only the new certificate is installed',
    both: 'Both the new and the old certificate are installed',
    kept: 'Old certificate kept',
    token: 'Not replaced. Renew with the USB key',
    'not-tried': 'Not started',
  },
  done: {
    all: 'New certificate in place, old one removed',
    some: 'Some places still have the old certificate',
    none: 'The old certificate is still in place',
    onlyVault: 'The new certificate is in the vault',
    oldKey: 'The old certificate and its key stay in the vault as “Superseded”.',
    results: 'Results by place',
    restart: 'The browser is running and shows the old certificate until you restart it.',
    backupTitle: 'New certificate not backed up',
    backup: 'If this computer fails, you’ll lose the new private key.',
  },
  replacementProblem: {
    'other-names': 'its names differ from the old certificate’s',
    expired: 'it has expired',
    'self-signed': 'it’s self-signed',
    'issuer-expired': 'its issuer’s certificate has expired',
    'chain-broken': 'the issuer it names didn’t sign it',
    'path-invalid': 'this CA didn’t issue it',
    'not-yet-valid': 'it isn’t valid yet',
    revoked: 'it has been revoked',
    key: 'its private key doesn’t match',
    'other-use': 'it doesn’t cover all uses of the old certificate',
  },
  left: {
    title_one: 'The old certificate is still installed in {{count}} place',
    title_other: 'The old certificate is still installed in {{count}} places',
    text: 'You can replace it with the new certificate. CertSteward tests the new one first, then removes the old one.',
    action: 'Replace old certificate',
  },
} as const;
