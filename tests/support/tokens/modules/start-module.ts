// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import { createForkChild } from '../../../../main/hosts/node/fork-child.ts';
import type { StartChild } from '../../../../main/children/process-port.ts';
import { createStartModule, type ModuleOptions } from '../../../../main/tokens/client/module-client.ts';
import type { ModuleClient, ModuleFault, TokenReport } from '../../../../main/tokens/module-port.ts';
import type { TokenStandard } from '../../../../shared/schemas/token.ts';
import type { TokenTarget } from './token-target.ts';

const startFork = createForkChild(fileURLToPath(new URL('../../../../dist', import.meta.url)));

function startChildWith(environment: Readonly<Record<string, string>>): StartChild {
  return (entry) => {
    const before = { ...process.env };
    Object.assign(process.env, environment);
    try {
      return startFork(entry);
    } finally {
      process.env = before;
    }
  };
}

export interface RunningModule extends AsyncDisposable {
  readonly client: ModuleClient;
  readonly faults: ModuleFault[];
  token(): Promise<TokenReport>;
}

export function startModule(
  target: Pick<TokenTarget, 'modulePath' | 'environment' | 'libraryParameters' | 'label'>,
  options: ModuleOptions & { readonly standard?: TokenStandard } = {},
): RunningModule {
  const start = createStartModule(startChildWith(target.environment), options);
  const client = start({
    path: target.modulePath,
    standard: options.standard ?? 'pkcs11',
    parameters: target.libraryParameters ?? null,
    check: async () => undefined,
  });
  const faults: ModuleFault[] = [];
  client.onFault((fault) => faults.push(fault));
  return {
    client,
    faults,
    token: async () => {
      const slots = await client.slots();
      const named =
        slots.find(({ token }) => token?.label === target.label) ?? slots.find(({ token }) => token !== null);
      if (!named?.token) throw new Error(`no token ${target.label}`);
      return named.token;
    },
    [Symbol.asyncDispose]: async () => client.close(),
  };
}
