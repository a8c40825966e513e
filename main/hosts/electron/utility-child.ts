import { utilityProcess } from 'electron';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StartChild } from '../../processes/process-port.ts';
import { childEnvironment, childFlags, childMemory } from '../child-environment.ts';

/**
 * StartChild for Electron: messages are structured clones, as under fork with `serialization: 'advanced'`, and
 * main/processes/child-port.ts hides which of the two it is. fork itself needs the runAsNode fuse, which stays off.
 */
export function createUtilityChild(distFolder: string): StartChild {
  return (entry) => {
    const child = utilityProcess.fork(path.join(distFolder, 'processes', `${entry}.mjs`), [], {
      env: { ...childEnvironment(process.env, entry), ...childMemory },
      // Anything else in execArgv is ignored (electron: shell/services/node).
      execArgv: [`--js-flags=${childFlags(entry).join(' ')}`],
      stdio: 'ignore',
      serviceName: `CertSteward ${entry}`,
    });
    let spawned = false;
    let killed = false;
    child.once('spawn', () => {
      spawned = true;
      // Before `spawn`, kill does nothing.
      if (killed) child.kill();
    });
    // A fatal error of V8 is followed by `exit`; unheard it would end this process.
    child.on('error', () => undefined);
    return {
      post: async (message) => {
        child.postMessage(message);
        await setImmediate();
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code) => listener(code)),
      kill: () => {
        killed = true;
        if (spawned) child.kill();
      },
    };
  };
}
