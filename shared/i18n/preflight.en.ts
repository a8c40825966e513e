// SPDX-License-Identifier: Apache-2.0
import type { PreflightFinding } from '../schemas/enrolment/preflight.ts';
import type { CauseAndStep } from './message.ts';

export const preflightEn: Record<PreflightFinding, CauseAndStep> = {
  'key-in-vault': {
    cause: 'The private key is made in the vault. You can back it up and install it in browsers.',
    step: '',
  },
  'key-on-token': {
    cause: 'The private key is made on the USB key, never leaves it and can’t be backed up.',
    step: 'Find out how the CA replaces a lost USB key.',
  },
  'key-by-page': {
    cause: 'The CA’s page makes the private key and decides whether you can copy it.',
    step: 'If the page asks, choose an exportable key. You can’t back up a key that isn’t exportable.',
  },
  'computer-own': { cause: 'This is your personal or work computer.', step: '' },
  'computer-shared': {
    cause: 'Other people use this computer too. The next person may be able to use the private key.',
    step: 'Use a USB key, or apply on your own computer. If you must apply here, delete the certificate and key from the vault and remove them from the browsers before you leave.',
  },
  'computer-shared-token': {
    cause: 'Other people use this computer too. The private key stays on the USB key.',
    step: 'Unplug the USB key when you leave, and don’t let a browser save the PIN.',
  },
  'computer-not-asked': {
    cause: 'You haven’t said whose computer this is.',
    step: 'Don’t apply on a shared computer unless the private key is on a USB key.',
  },
  'network-wired': { cause: 'Wired network.', step: '' },
  'network-protected': { cause: 'Wi-Fi “{{network}}” is encrypted ({{security}}).', step: '' },
  'network-open': {
    cause: 'Wi-Fi “{{network}}” has no password. Anyone nearby can join.',
    step: 'What you send to the CA is still encrypted. It’s better to use your phone’s hotspot or your home network.',
  },
  'network-weak': {
    cause: 'Wi-Fi “{{network}}” uses {{security}}, which is easy to break.',
    step: 'Use another network, or switch the router to WPA2 or WPA3.',
  },
  'network-portal': {
    cause:
      'This network requires signing in on a web page. Until you sign in, its page may appear in place of other sites.',
    step: 'Open a browser, sign in to the network, then check again.',
  },
  'network-unknown': {
    cause: 'CertSteward can’t tell how this computer is connected.',
    step: 'A wired network is fine. On Wi-Fi, don’t use a network without a password.',
  },
  'clock-right': { cause: 'This computer’s clock matches the server’s.', step: '' },
  'clock-off': {
    cause: 'The clocks differ: {{here}} here, {{there}} on the server.',
    step: 'Turn on automatic date and time. Otherwise, a new certificate may appear as not yet valid.',
  },
  'clock-wrong': {
    cause:
      'This computer’s clock or the server’s is wrong: {{here}} here, {{there}} on the server. With a wrong clock, CertSteward can’t check a new certificate.',
    step: 'Turn on automatic date, time and time zone, then try again.',
  },
  'clock-unknown': {
    cause: 'The server didn’t report its time.',
    step: 'Check the date, time and time zone yourself.',
  },
  'clock-not-compared': {
    cause: 'The clock wasn’t checked because no server was contacted.',
    step: 'Check the date, time and time zone yourself.',
  },
  'server-known': { cause: 'The server’s certificate is from the expected CA: {{authority}}.', step: '' },
  'server-trusted': {
    cause: 'This computer trusts the certificate for this address.',
    step: 'In the browser, also compare the address with the one in official documents, letter by letter.',
  },
  'server-untrusted': {
    cause: 'This address uses a certificate from “{{issuer}}”, which this computer doesn’t trust.',
    step: 'If the browser warns you, don’t continue unless official documents from the CA tell you to.',
  },
  'server-no-anchor': {
    cause: 'You haven’t confirmed this server’s CA yet, so there’s nothing to compare its certificate with.',
    step: 'Find the SHA-256 fingerprint of the CA’s certificate in official documents, and compare it before you send an authorisation code.',
  },
  'server-other-authority': {
    cause:
      'The server’s certificate is from “{{issuer}}”, not from this CA. Someone may be intercepting the connection. Nothing was sent.',
    step: 'Use another network. If the CA changed its certificate, get the new certificate from official sources.',
  },
  'server-security-software': {
    cause:
      '{{software}} seems to be inspecting encrypted connections on this computer: the certificate it presented names “{{issuer}}”. Nothing was sent.',
    step: 'Exclude this host from the software’s HTTPS scanning, ask the network administrator to do so, or use another network.',
  },
  'server-debugging-proxy': {
    cause:
      '{{software}}, a tool that records connections, responded in place of the server, judging by the name in its certificate (“{{issuer}}”). Nothing was sent.',
    step: 'Close the tool and remove its proxy from the system network settings. If you didn’t start the tool, don’t use this computer.',
  },
  'server-other-name': {
    cause: 'The server’s certificate is for a different address (“{{shown}}”). Nothing was sent.',
    step: 'If the network requires signing in on a web page, sign in first. Otherwise, ask the CA for the right address.',
  },
  'server-out-of-time': {
    cause: 'The server’s certificate is only valid from {{from}} to {{until}}. Nothing was sent.',
    step: 'Check this computer’s date and time. If they’re correct, tell the CA.',
  },
  'server-unreachable': {
    cause: 'Couldn’t reach the server ({{reason}}).',
    step: 'Check the network connection and the address, then try again.',
  },
  'server-not-asked': {
    cause: 'Not checked. With this guide, CertSteward doesn’t contact the server.',
    step: 'Compare the address in your browser with the one in official documents, letter by letter.',
  },
};

export const unreachableEn: Readonly<Record<string, string>> = {
  ENOTFOUND: 'This address can’t be found. It may be misspelled, or you may be offline.',
  EAI_AGAIN: 'This address can’t be looked up. You may be offline.',
  ENETUNREACH: 'You may be offline.',
  EHOSTUNREACH: 'This network can’t reach the server.',
  ECONNREFUSED: 'The server refused the connection.',
  ECONNRESET: 'The connection was interrupted.',
  ETIMEDOUT: 'The server didn’t respond.',
};
