import { homedir } from 'node:os';
import { createStartModule } from './client/module-client.ts';
import type { TokensOptions } from './create-tokens-service.ts';
import { createTokenMemory } from './memory/token-memory.ts';
import { systemPlaces } from './modules/module-places.ts';
import { createModuleRegistry } from './modules/module-registry.ts';
import { createTokens } from './service/tokens.ts';
import type { TokensService } from './tokens-service.ts';

/** The real parts of the service, put together. Errors: those of the memory's file. */
export function assembleTokens({ dataFolder, startChild, ...parts }: TokensOptions): TokensService {
  const memory = createTokenMemory({ dataFolder, now: parts.now });
  return createTokens({
    ...parts,
    memory,
    registry: createModuleRegistry({ memory, places: systemPlaces(homedir()) }),
    startModule: createStartModule(startChild),
  });
}
