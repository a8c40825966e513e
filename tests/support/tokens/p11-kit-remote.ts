import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon } from './daemon.ts';
import { libraryPath } from './library-path.ts';
import { softHsmUnavailable, startSoftHsm } from './softhsm.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { targetFolder } from './target-folder.ts';
import { waitUntil } from './wait-until.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modulePath = libraryPath('pkcs11/p11-kit-client.so');
const server = '/usr/libexec/p11-kit/p11-kit-server';

/** A token of SoftHSM in a server of p11-kit, seen through its client module. */
async function start(): Promise<TokenTarget> {
  const { folder, remove } = targetFolder('p11-kit');
  const socket = join(folder, 'server');
  const backend = await startSoftHsm();
  const uri = `pkcs11:token=${encodeURIComponent(backend.label)}`;
  const words = ['server', '--provider', backend.modulePath, '--foreground', '--name', socket, uri];
  const daemon = startDaemon('p11-kit', words, backend.environment);
  const stop = async (): Promise<void> => {
    await daemon.stop();
    await backend.stop();
    remove();
  };
  try {
    await waitUntil(
      'p11-kit server',
      () => existsSync(socket),
      10_000,
      () => (daemon.ended ? daemon.output() : null),
    );
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
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

export const p11KitRemote: TokenTargetKind = {
  name: 'p11-kit remote',
  available: () =>
    softHsmUnavailable() ?? whatIsMissing({ tools: ['p11-kit', 'setpriv'], files: [modulePath, server] }),
  start,
};
