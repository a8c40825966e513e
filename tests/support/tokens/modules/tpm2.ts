// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon } from './daemon.ts';
import { initialiseFirst, setUserPin, toolSteps } from '../work/initialise-token.ts';
import { libraryPath } from './library-path.ts';
import { targetFolder } from './target-folder.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { waitUntil } from '../wait-until.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modulePath = libraryPath('pkcs11/libtpm2_pkcs11.so.1');
const transport = libraryPath('libtss2-tcti-swtpm.so.0');

/**
 * A software TPM on a socket in a temporary folder. Without a resource manager the TPM doesn't separate its clients,
 * so two processes must not use the token at once.
 */
async function start(): Promise<TokenTarget> {
  const { folder, remove } = targetFolder('tpm2');
  const [state, store, socket] = [join(folder, 'state'), join(folder, 'store'), join(folder, 'tpm')];
  for (const path of [state, store]) mkdirSync(path);
  // The transport derives the control channel's name by adding `.ctrl`.
  const channels = ['--server', `type=unixio,path=${socket}`, '--ctrl', `type=unixio,path=${socket}.ctrl`];
  const settings = ['--tpm2', '--tpmstate', `dir=${state}`, '--flags', 'not-need-init,startup-clear'];
  const tpm = startDaemon('swtpm', ['socket', ...settings, ...channels]);
  const stop = async (): Promise<void> => {
    await tpm.stop();
    remove();
  };
  const environment = {
    TPM2_PKCS11_STORE: store,
    TPM2_PKCS11_TCTI: `swtpm:path=${socket}`,
    TPM2_PKCS11_BACKEND: 'esysdb',
    // Otherwise the module prints a TPM error for every wrong PIN.
    TPM2_PKCS11_LOG_LEVEL: '0',
    TSS2_LOG: 'all+NONE',
  };
  const target: TokenTarget = {
    name: 'tpm2-pkcs11',
    modulePath,
    environment,
    label: 'CertSteward test',
    pin: '12345678',
    soPin: '87654321',
    stop,
    [Symbol.asyncDispose]: stop,
  };
  try {
    const ready = (): boolean => existsSync(socket) && existsSync(`${socket}.ctrl`);
    await waitUntil('swtpm', ready, 10_000, () => (tpm.ended ? tpm.output() : null));
    toolSteps(target, [initialiseFirst(target), ['--token-label', target.label, ...setUserPin]]);
    return target;
  } catch (error) {
    await stop();
    throw error;
  }
}

export const tpm2: TokenTargetKind = {
  name: 'tpm2-pkcs11',
  available: () => whatIsMissing({ tools: ['swtpm', 'setpriv', 'pkcs11-tool'], files: [modulePath, transport] }),
  start,
};
