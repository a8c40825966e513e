// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon, type Daemon } from './daemon.ts';
import { libraryPath } from './library-path.ts';
import { softHsmUnavailable, startSoftHsm } from './softhsm.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { targetFolder } from './target-folder.ts';
import { waitUntil } from '../wait-until.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modulePath = libraryPath('pkcs11/p11-kit-client.so');
const server = '/usr/libexec/p11-kit/p11-kit-server';

function childrenOf(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

export interface RemoteTarget extends TokenTarget {
  /** Sends SIGKILL, so that later module calls fail. */
  killServer(): Promise<void>;
  restartServer(): Promise<void>;
}

async function start(): Promise<RemoteTarget> {
  const { folder, remove } = targetFolder('p11-kit');
  const socket = join(folder, 'server');
  const backend = await startSoftHsm();
  const uri = `pkcs11:token=${encodeURIComponent(backend.label)}`;
  const words = ['server', '--provider', backend.modulePath, '--foreground', '--name', socket, uri];
  let daemon: Daemon | null = null;
  const killServer = async (): Promise<void> => {
    // The server's per-client processes would outlive it.
    if (daemon !== null) {
      const { pid } = daemon;
      // Stop the server first, so that it starts no process while its children are listed.
      process.kill(pid, 'SIGSTOP');
      for (const each of [...childrenOf(pid), pid]) process.kill(each, 'SIGKILL');
    }
    await daemon?.stop();
    daemon = null;
    rmSync(socket, { force: true });
  };
  const restartServer = async (): Promise<void> => {
    const started = startDaemon('p11-kit', words, backend.environment);
    daemon = started;
    await waitUntil(
      'p11-kit server',
      () => existsSync(socket),
      10_000,
      () => (started.ended ? started.output() : null),
    );
  };
  const stop = async (): Promise<void> => {
    await killServer();
    await backend.stop();
    remove();
  };
  try {
    await restartServer();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    name: 'p11-kit remote',
    modulePath,
    environment: { P11_KIT_SERVER_ADDRESS: `unix:path=${socket}` },
    label: backend.label,
    pin: backend.pin,
    soPin: backend.soPin,
    killServer,
    restartServer,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

export const p11KitRemote: TokenTargetKind<RemoteTarget> = {
  name: 'p11-kit remote',
  available: () =>
    softHsmUnavailable() ?? whatIsMissing({ tools: ['p11-kit', 'setpriv'], files: [modulePath, server] }),
  start,
};
