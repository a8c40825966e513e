import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCertificatesService } from '../../../main/certificates/certificates-service.ts';
import { createImportsService } from '../../../main/imports/imports-service.ts';
import { createParseClient } from '../../../main/processes/parse-client.ts';
import { createStoresService } from '../../../main/stores/stores-service.ts';
import { createStartModule, type ModuleOptions } from '../../../main/tokens/client/module-client.ts';
import { createTokenMemory } from '../../../main/tokens/memory/token-memory.ts';
import { systemPlaces } from '../../../main/tokens/modules/module-places.ts';
import { createModuleRegistry } from '../../../main/tokens/modules/module-registry.ts';
import { createTokens } from '../../../main/tokens/service/tokens.ts';
import type { TokenRun, TokensService } from '../../../main/tokens/tokens-service.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { createVaultAccess, type VaultAccess } from '../../../main/vault/vault-access.ts';
import { startNodeChild } from '../start-node-child.ts';
import { temporaryFolder } from '../vault-fixture.ts';
import { testVaultOptions } from '../vault-test-options.ts';
import type { TokenTarget } from './token-target.ts';

export const quietRun: TokenRun = { signal: new AbortController().signal, progress: () => undefined };

export interface TokensAtHand {
  readonly tokens: TokensService;
  readonly vault: VaultAccess;
  /** Folder of what is remembered of tokens. */
  readonly folder: string;
  /** The token with this label, asked for anew. */
  token(label: string): Promise<Token>;
}

export interface TokensWithOptions extends ModuleOptions {
  /** A folder of a former service: what it remembered is there again. */
  readonly folder?: string;
}

/**
 * The real service of tokens that knows the modules of these targets and no others, each through p11-kit's own kind of
 * configuration, and has a vault of its own under the passphrase `p`. Ends with the test.
 */
export async function tokensWith(
  targets: readonly Pick<TokenTarget, 'modulePath' | 'environment' | 'libraryParameters'>[],
  { folder = temporaryFolder(), ...options }: TokensWithOptions = {},
): Promise<TokensAtHand> {
  for (const { environment } of targets) setEnvironment(environment);
  const now = (): Date => new Date();
  const vault = createVaultAccess(join(folder, 'vault'), { ...testVaultOptions({ clock: now }), unlockAtStart: false });
  const [foreign, own] = [createParseClient(startNodeChild), createParseClient(startNodeChild)];
  const systemRoots = () => [];
  const certificates = createCertificatesService({ vault, parse: foreign, now, systemRoots });
  const imports = createImportsService({ vault, parse: foreign });
  const finder = { find: async () => [] };
  const stores = createStoresService({ vault, certificates, foreign, own, finder, systemRoots, now });
  const memory = createTokenMemory({ dataFolder: join(folder, 'data'), now });
  const places = { ...systemPlaces(folder), p11Kit: p11KitFolders(folder, targets), knownPaths: [] };
  const registry = createModuleRegistry({ memory, places });
  // Modules that tests compile belong to no package: the person has seen and allowed them.
  for (const { moduleId, sha256, state } of await registry.list()) {
    if (state === 'needs-consent') await registry.allow(moduleId, sha256);
  }
  const tokens = createTokens({
    registry,
    memory,
    startModule: createStartModule(startNodeChild, options),
    vault,
    certificates,
    imports,
    stores,
    foreign,
    now,
    unavailable: null,
  });
  onTestFinished(() => {
    tokens.close();
    stores.close();
    imports.close();
    vault.close();
    foreign.close();
    own.close();
  });
  return {
    tokens,
    vault,
    folder,
    async token(label) {
      const list = (await tokens.list({ refresh: true }, quietRun)).tokens;
      const found = list.find((each) => each.label === label);
      if (!found) throw new Error(`no token ${label} among ${JSON.stringify(list.map((each) => each.label))}`);
      return found;
    },
  };
}

function setEnvironment(environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
}

/** One `*.module` file each (pkcs11.conf(5)). */
function p11KitFolders(folder: string, targets: readonly Pick<TokenTarget, 'modulePath' | 'libraryParameters'>[]) {
  const packaged = join(folder, 'p11-kit');
  mkdirSync(packaged, { recursive: true });
  for (const { modulePath, libraryParameters } of targets) {
    const reserved =
      libraryParameters === undefined ? '' : `x-init-reserved: ${libraryParameters.replace(/\0$/, '')}\n`;
    writeFileSync(join(packaged, `${basename(modulePath)}.module`), `module: ${modulePath}\n${reserved}`);
  }
  return { packaged, system: join(folder, 'none'), user: join(folder, 'none'), libraries: [] };
}
