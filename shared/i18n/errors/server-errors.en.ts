// SPDX-License-Identifier: Apache-2.0
import type { ServerErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const serverErrorsEn: Record<ServerErrorCode, CauseAndStep> = {
  'server-insecure': {
    cause: 'The address[ of {{host}}] isn’t encrypted (http://), so the password would be sent in plain text.',
    step: 'Use the server’s https:// address. http:// is only accepted for a server on this computer.',
  },
  'server-unreachable': {
    cause: 'Couldn’t connect to the server[: {{reason}}].',
    step: 'Check the address and the network, then try again.',
  },
  'server-certificate-expired': {
    cause: 'The server’s certificate has expired or isn’t valid yet. Nothing was sent.',
    step: 'Check this computer’s date. If it’s correct, tell the server’s administrator.',
  },
  'server-certificate-unknown': {
    cause: 'This computer doesn’t trust the issuer of the server’s certificate. Nothing was sent.',
    step: 'If it’s your company’s or your own server, install its CA certificate on this computer. Otherwise, don’t use this network.',
  },
  'server-certificate-name': {
    cause: 'The server’s certificate is for a different name. Nothing was sent.',
    step: 'Check the address and use the name the server was set up for.',
  },
  'server-certificate': {
    cause: 'The server’s certificate can’t be accepted[: {{reason}}]. Nothing was sent.',
    step: 'Tell the server’s administrator, or use another server.',
  },
  'server-password-missing': {
    cause: 'The server needs a password.',
    step: 'Enter the server password.',
  },
  'server-refused-login': {
    cause: 'The server refused the user name or password, or doesn’t let this user write to the folder[ ({{status}})].',
    step: 'Check the user name and password. Many cloud services require an app password, which you create in their security settings.',
  },
  'server-redirected': {
    cause: 'The server redirected to a different address[: {{host}}]. CertSteward didn’t connect to it.',
    step: 'Ask the server’s administrator or the CA for the correct address.',
  },
  'server-folder-missing': {
    cause: 'The folder doesn’t exist on the server[ ({{status}})].',
    step: 'Check the address, or create the folder first.',
  },
  'server-conflict': {
    cause: 'The server already has a file or folder with that name, or the file is locked. Nothing was overwritten.',
    step: 'Wait a moment, then back up again.',
  },
  'server-full': {
    cause: 'The server is full or doesn’t accept files as large as this backup[ ({{status}})]. Nothing was saved.',
    step: 'Delete something on the server, or choose another location.',
  },
  'server-failed': {
    cause: 'The server reported an error[ ({{status}})].',
    step: 'Try again later. Check that the address is the server’s WebDAV address.',
  },
};
