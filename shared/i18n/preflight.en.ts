// SPDX-License-Identifier: Apache-2.0
import type { PreflightFinding } from '../schemas/enrolment/preflight.ts';
import type { CauseAndStep } from './message.ts';

export const preflightEn: Record<PreflightFinding, CauseAndStep> = {
  'key-in-vault': {
    cause: 'The private key is made in the vault: it can be backed up, and installed in browsers.',
    step: '',
  },
  'key-on-token': {
    cause: 'The private key is made on the USB token and never leaves it: it cannot be backed up.',
    step: 'Find out how the authority replaces a lost token.',
  },
  'key-by-page': {
    cause: 'The page of the authority makes the private key and says whether it can be copied.',
    step: 'Where the page asks, choose an exportable key, or else a backup will not be possible.',
  },
  'computer-own': { cause: 'This is your own computer.', step: '' },
  'computer-shared': {
    cause: 'Other people use this computer, too: whoever sits here next may use the private key.',
    step: 'Put the key on a USB token, or apply on a computer of your own. If it has to be here, delete the certificate with its key and remove it from the browsers before you leave.',
  },
  'computer-shared-token': {
    cause: 'Other people use this computer, too. The key stays on the USB token.',
    step: 'Unplug the token when you leave, and do not let a browser save its PIN.',
  },
  'computer-not-asked': {
    cause: 'Nobody has said whose computer this is.',
    step: 'Do not apply on a shared computer, unless the key is on a USB token.',
  },
  'network-wired': { cause: 'The network comes by cable.', step: '' },
  'network-protected': { cause: 'The Wi-Fi “{{network}}” is encrypted ({{security}}).', step: '' },
  'network-open': {
    cause: 'The Wi-Fi “{{network}}” is open: everybody near can take part in it.',
    step: 'What goes to the authority is encrypted all the same. Better use your phone’s hotspot or your network at home.',
  },
  'network-weak': {
    cause: 'The Wi-Fi “{{network}}” uses {{security}}, which anybody can break.',
    step: 'Use another network, or switch the router to WPA2 or WPA3.',
  },
  'network-portal': {
    cause: 'This network wants you to log in on a page first, and answers in the place of others until then.',
    step: 'Open a browser, log in to the network, then check again.',
  },
  'network-unknown': {
    cause: 'The system does not say which network this is.',
    step: 'Look at the Wi-Fi symbol: do not use a network without a password.',
  },
  'clock-right': { cause: 'The clock agrees with the server’s.', step: '' },
  'clock-off': {
    cause: 'The clock differs: it is {{here}} here and {{there}} at the server.',
    step: 'Let the system set date and time by itself; otherwise a new certificate may seem not yet valid.',
  },
  'clock-wrong': {
    cause:
      'The clock is wrong, or the server’s is: it is {{here}} here and {{there}} there. A new certificate could not be checked.',
    step: 'Let the system set date, time and time zone by itself, then try again.',
  },
  'clock-unknown': {
    cause: 'The server does not say what time it is.',
    step: 'Check date, time and time zone yourself.',
  },
  'clock-not-compared': {
    cause: 'The clock was not compared, because no server was asked.',
    step: 'Check date, time and time zone yourself.',
  },
  'server-known': { cause: 'The server leads to its authority: {{authority}}.', step: '' },
  'server-trusted': {
    cause: 'The certificate of this address is good, as far as this computer can tell.',
    step: 'In the browser, too, compare the address with official papers, letter by letter.',
  },
  'server-untrusted': {
    cause: 'The address shows a certificate of “{{issuer}}”, which this computer does not trust.',
    step: 'When the browser warns of it, do not go on, unless official papers of the authority tell you to.',
  },
  'server-no-anchor': {
    cause: 'Nobody has said yet which authority this server has to lead to, so there is nothing to compare it with.',
    step: 'Take the SHA-256 of the authority from official papers, and compare it before any code is sent.',
  },
  'server-other-authority': {
    cause: 'Somebody else answers in the place of this server, with a certificate of “{{issuer}}”. Nothing was sent.',
    step: 'Use another network. If the authority has changed its certificate, get the new one from its papers.',
  },
  'server-security-software': {
    cause:
      '{{software}} looks into encrypted connections here, by the name in its certificate (“{{issuer}}”). Nothing was sent.',
    step: 'Exempt this host from its HTTPS scanning, or ask who runs this network to; or use another network.',
  },
  'server-debugging-proxy': {
    cause:
      '{{software}}, a tool that records connections, answers here, by the name in its certificate (“{{issuer}}”). Nothing was sent.',
    step: 'Close it and take its proxy out of the system’s network settings. If you did not start it, do not use this computer.',
  },
  'server-other-name': {
    cause: 'The server shows a certificate that is for another address (“{{shown}}”). Nothing was sent.',
    step: 'If the network wants you to log in on a page, do that first. Otherwise ask the authority for its address.',
  },
  'server-out-of-time': {
    cause: 'The certificate of the server is valid from {{from}} to {{until}}, which is not now. Nothing was sent.',
    step: 'Check date and time of this computer. If they are right, tell the authority.',
  },
  'server-unreachable': {
    cause: 'The server does not answer ({{reason}}).',
    step: 'Check the network connection and the address, then try again.',
  },
  'server-not-asked': {
    cause: 'Nobody was contacted: with this profile the program sends nothing itself.',
    step: 'Compare the address in your browser with official papers, letter by letter.',
  },
};
