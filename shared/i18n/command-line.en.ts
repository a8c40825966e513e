import type { CommandLineTexts } from './command-line.ts';

export const commandLineEn: CommandLineTexts = {
  usage: 'Usage',
  commands: 'Commands',
  passwordForFile: 'Password for the new file:',
  passwordOfFile: 'Password of {{file}}:',
  passphrase: 'Passphrase of the vault:',
  keys: 'keys',
  vaultCreated: 'The vault is ready.',
  recoveryCodeOnce: 'Write this recovery code down now; it is shown only this once:',
  opens: 'This secret opens the vault.',
  clean: 'The vault is in order.',
  reopened: 'written, opened again and compared',
  nothingExpires: 'Nothing expires within this time.',
  holder: 'holder',
  yes: 'yes',
  no: 'no',
  stopped: 'Stopped. {{done}} of {{files}} files are done, {{certificates}} new certificates are in the vault.',
  status: {
    valid: 'valid',
    expiring: 'expiring soon',
    expired: 'expired',
    'not-yet-valid': 'not yet valid',
    revoked: 'revoked',
    incomplete: 'chain incomplete',
    superseded: 'superseded',
  },
};
