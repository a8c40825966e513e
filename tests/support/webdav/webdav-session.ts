// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIdentityFiles, type IdentityFiles } from '../openssl/openssl-identity.ts';
import { runCli, type CliOptions, type CliResult } from '../cli/run-cli.ts';

/** The `canary` texts may leave the computer only encrypted. */
export const session = {
  user: 'zhang',
  serverPassword: 'server-password-云盘-4c1f',
  passphrase: 'canary-passphrase-主密码-7e21',
  label: 'canary-label-网银-19ab',
  note: 'canary-note-备注-55d0',
  subject: 'canarysubject83f2',
} as const;

export interface WebdavSession {
  readonly vault: string;
  readonly identity: IdentityFiles;
  readonly recoveryCode: string;
  /** Path of a file with this secret. */
  secret(name: 'passphrase' | 'server' | 'wrong'): string;
  /** Runs the built CLI with `--json`, on this session's vault unless `--vault` is given. */
  cli(words: readonly string[], options?: CliOptions): Promise<CliResult>;
  /** Login and passphrase options for WebDAV commands. */
  readonly login: readonly string[];
  close(): void;
}

export async function makeWebdavSession(): Promise<WebdavSession> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-webdav-session-'));
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets);
  const texts = { passphrase: session.passphrase, server: session.serverPassword, wrong: 'not-the-password' };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(secrets, name), `${text}\n`);
  const secret = (name: keyof typeof texts): string => join(secrets, name);
  const identity = makeIdentityFiles(secrets, 'me', { subject: `/CN=${session.subject}` });
  writeFileSync(join(secrets, 'p12-password'), identity.password);
  const vault = join(folder, 'vault');
  const cli = async (words: readonly string[], options: CliOptions = {}) =>
    await runCli([...words, '--json', ...(words.includes('--vault') ? [] : ['--vault', vault])], options);
  const unlock = ['--passphrase-file', secret('passphrase')];
  const imported = await cli(['import', identity.p12, '--password-file', join(secrets, 'p12-password'), ...unlock]);
  await cli(['set', identity.sha256, '--label', session.label, '--note', session.note]);
  return {
    vault,
    identity,
    recoveryCode: String(imported.json?.value.vaultCreated.recoveryCode),
    secret,
    cli,
    login: ['--webdav-user', session.user, '--webdav-password-file', secret('server'), ...unlock],
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
