// SPDX-License-Identifier: Apache-2.0
import { writeRequestFile } from '../../../exports/request-file.ts';
import type { Host } from '../../../hosts/host.ts';
import type { Services } from '../../../services.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';

type TokenCalls = Extract<keyof Handlers, `tokens.${string}`>;

export function tokenHandlers(
  host: Host,
  { tokens }: Services,
  language: () => string,
  places: Places,
): Pick<Handlers, TokenCalls> {
  return {
    'tokens.modules': async (input, run) => tokens.modules(input, run),
    'tokens.chooseModule': async () => {
      const [path] = await host.openFiles({ title: dialogWords(language()).moduleTitle, filters: [] });
      if (path === undefined) return { outcome: 'cancelled' };
      const { facts } = await tokens.lookAtModule({ path });
      return { outcome: 'chosen', facts };
    },
    'tokens.allowModule': async (input, run) => tokens.allowModule(input, run),
    'tokens.forgetModule': async (input, run) => tokens.forgetModule(input, run),
    'tokens.retryModule': async (input, run) => tokens.retryModule(input, run),
    'tokens.list': async (input, run) => tokens.list(input, run),
    'tokens.follow': async (input, run) => tokens.follow(input, run),
    'tokens.useModule': async (input, run) => tokens.useModule(input, run),
    'tokens.objects': async (input, run) => tokens.objects(input, run),
    'tokens.unlock': async (input, run) => tokens.unlock(input, run),
    'tokens.lock': async (input, run) => tokens.lock(input, run),
    'tokens.manage': async (input, run) => tokens.manage(input, run),
    'tokens.changePin': async (input, run) => tokens.changePin(input, run),
    'tokens.unblockPin': async (input, run) => tokens.unblockPin(input, run),
    'tokens.initialise': async (input, run) => tokens.initialise(input, run),
    'tokens.generate': async (input, run) => tokens.generate(input, run),
    'tokens.csr': async (input, run) => tokens.csr(input, run),
    'tokens.saveRequest': async ({ destinationId, pem }) => {
      const output = places.take(destinationId, 'request');
      try {
        return { displayPath: output.path, bytes: await writeRequestFile(output, pem) };
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
    'tokens.selfSign': async (input, run) => tokens.selfSign(input, run),
    'tokens.writeCertificate': async (input, run) => tokens.writeCertificate(input, run),
    'tokens.importIdentity': async (input, run) => tokens.importIdentity(input, run),
    'tokens.delete': async (input, run) => tokens.delete(input, run),
    'tokens.testKey': async (input, run) => tokens.testKey(input, run),
    'tokens.takeIn': async (input, run) => tokens.takeIn(input, run),
    'tokens.browsers': async (input, run) => tokens.browsers(input, run),
    'tokens.registerModule': async (input, run) => tokens.registerModule(input, run),
  };
}
