// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { createStartModule } from './client/module-client.ts';
import type { TokensOptions } from './create-tokens-service.ts';
import { systemPlaces } from './modules/module-places.ts';
import { createModuleRegistry } from './modules/module-registry.ts';
import { createTokens } from './service/tokens.ts';
import type { TokensService } from './tokens-service.ts';

export function assembleTokens({ state, startChild, ...parts }: TokensOptions): TokensService {
  return createTokens({
    ...parts,
    memory: state.tokens,
    registry: createModuleRegistry({ consents: state.modules, places: systemPlaces(homedir()) }),
    startModule: createStartModule(startChild),
  });
}
