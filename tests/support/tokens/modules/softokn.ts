// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryPath } from './library-path.ts';
import { targetFolder } from './target-folder.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modulePath = libraryPath('libsoftokn3.so');

/** An NSS database like a browser's. Its primary password is the PIN. */
async function start(): Promise<TokenTarget> {
  const { folder, remove } = targetFolder('softokn');
  const [database, password] = [join(folder, 'nssdb'), join(folder, 'password')];
  const pin = '12345678';
  mkdirSync(database);
  writeFileSync(password, `${pin}\n`, { mode: 0o600 });
  execFileSync('certutil', ['-N', '-d', `sql:${database}`, '-f', password], { stdio: 'pipe' });
  const stop = async (): Promise<void> => remove();
  return {
    name: 'NSS softokn',
    modulePath,
    environment: {},
    // pkcs11js drops the last character, hence the trailing space.
    libraryParameters: `configdir='sql:${database}' certPrefix='' keyPrefix='' secmod='secmod.db' flags= `,
    label: 'NSS Certificate DB',
    pin,
    soPin: '',
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

export const softokn: TokenTargetKind = {
  name: 'NSS softokn',
  available: () => whatIsMissing({ tools: ['certutil'], files: [modulePath] }),
  start,
};
