// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

type StoreCalls = Extract<keyof Handlers, `stores.${string}`>;

export function storeHandlers({ stores }: Services): Pick<Handlers, StoreCalls> {
  return {
    'stores.list': async (input) => stores.list(input),
    'stores.inventory': async (input) => stores.inventory(input),
    'stores.places': async ({ sha256 }) => stores.places(sha256),
    'stores.planInstall': async (input) => stores.planInstall(input),
    'stores.install': async (input, run) => stores.install(input, run),
    'stores.planRemove': async (input) => stores.planRemove(input),
    'stores.remove': async (input, run) => stores.remove(input, run),
    'stores.test': async (input, run) => stores.test(input, run),
    'stores.lookAtServer': async (input, run) => stores.lookAtServer(input, run),
    'stores.login': async (input, run) => stores.login(input, run),
    'stores.takeIn': async (input, run) => stores.takeIn(input, run),
  };
}
