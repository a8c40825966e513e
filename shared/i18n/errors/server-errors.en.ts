// SPDX-License-Identifier: Apache-2.0
import type { ServerErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const serverErrorsEn: Record<ServerErrorCode, CauseAndStep> = {
  'server-insecure': {
    cause: 'This address has no encryption (http://), so a password would cross the network in the open[: {{host}}].',
    step: 'Use the address of the server that starts with https://; http:// is for this computer alone.',
  },
  'server-unreachable': {
    cause: 'The server cannot be reached[: {{reason}}].',
    step: 'Check the address and the network, then try again.',
  },
  'server-certificate-expired': {
    cause: 'The certificate of the server is expired or not valid yet, so nothing was sent.',
    step: 'Check the date of this computer; if it is right, tell whoever runs the server.',
  },
  'server-certificate-unknown': {
    cause: 'The certificate of the server was issued by somebody this computer does not know, so nothing was sent.',
    step: 'If it is the server of your company or your own, install the certificate of its authority in the system; otherwise do not use this network.',
  },
  'server-certificate-name': {
    cause: 'The certificate of the server is for another name, so nothing was sent.',
    step: 'Check how the address is written; use the name that the server was set up for.',
  },
  'server-certificate': {
    cause: 'The certificate of the server is not acceptable[: {{reason}}], so nothing was sent.',
    step: 'Tell whoever runs the server, or use another one.',
  },
  'server-password-missing': {
    cause: 'The server asks for a password and none was given.',
    step: 'Enter the password of the server.',
  },
  'server-refused-login': {
    cause: 'The server refused this user and password, or this user may not write there[ ({{status}})].',
    step: 'Check both; many clouds want a password of its own for apps, made in their security settings.',
  },
  'server-redirected': {
    cause: 'The server points to another address[: {{host}}]; the password was not sent there.',
    step: 'Enter the address that whoever runs the server gives for this.',
  },
  'server-folder-missing': {
    cause: 'There is no such folder on the server[ ({{status}})].',
    step: 'Check the address, or make the folder there first.',
  },
  'server-conflict': {
    cause: 'The server has something else of that name, or holds it locked; nothing was overwritten.',
    step: 'Wait a moment and make the backup again.',
  },
  'server-full': {
    cause: 'The server has no room left for this backup[ ({{status}})]; nothing of it remains there.',
    step: 'Delete something there, or use another place.',
  },
  'server-failed': {
    cause: 'The server could not do it[ ({{status}})].',
    step: 'Try again later; check that this is the address for WebDAV.',
  },
};
