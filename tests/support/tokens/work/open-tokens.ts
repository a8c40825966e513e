// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCertificatesService } from '../../../../main/certificates/certificates-service.ts';
import { createImportsService, type ImportsService } from '../../../../main/imports/imports-service.ts';
import { createParseClient } from '../../../../main/parser/parse-client.ts';
import type { StartChild } from '../../../../main/children/process-port.ts';
import { createStoresService } from '../../../../main/stores/stores-service.ts';
import { createStartModule, type ModuleOptions } from '../../../../main/tokens/client/module-client.ts';
import { createComputerState } from '../../../../main/computer-state/computer-state.ts';
import { systemPlaces } from '../../../../main/tokens/modules/module-places.ts';
import { createModuleRegistry } from '../../../../main/tokens/modules/module-registry.ts';
import { createTokens } from '../../../../main/tokens/service/tokens.ts';
import type { TokenRun, TokensService } from '../../../../main/tokens/tokens-service.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { createVaultAccess, type VaultAccess } from '../../../../main/vault/vault-access.ts';
import { startNodeChild } from '../../cli/start-node-child.ts';
import { testVaultOptions } from '../../vault/vault-test-options.ts';
import type { TokenTarget } from '../modules/token-target.ts';

export const quietRun: TokenRun = { signal: new AbortController().signal, progress: () => undefined };

export interface TokensAtHand {
  readonly tokens: TokensService;
  readonly vault: VaultAccess;
  readonly imports: ImportsService;
  /** Holds the vault, the token records and the p11-kit configuration. */
  readonly folder: string;
  token(label: string): Promise<Token>;
}

export interface OpenTokens extends TokensAtHand {
  close(): void;
}

export interface OpenTokensOptions extends ModuleOptions {
  /** Pass a previous service's folder to keep its records. */
  readonly folder: string;
  /** Starts the modules' processes. By default from source. */
  readonly startChild?: StartChild;
}

/**
 * The real token service, limited to these targets' modules through p11-kit configuration files, with a separate vault
 * in `folder`.
 */
export async function openTokens(
  targets: readonly Pick<TokenTarget, 'modulePath' | 'libraryParameters'>[],
  { folder, startChild = startNodeChild, ...options }: OpenTokensOptions,
): Promise<OpenTokens> {
  const now = (): Date => new Date();
  const vault = createVaultAccess(join(folder, 'vault'), { ...testVaultOptions({ clock: now }), unlockAtStart: false });
  const [foreign, own] = [createParseClient(startNodeChild), createParseClient(startNodeChild)];
  const systemRoots = () => [];
  const certificates = createCertificatesService({ vault, parse: foreign, now, systemRoots });
  const imports = createImportsService({ vault, parse: foreign });
  const finder = { find: async () => [] };
  const stores = createStoresService({ vault, certificates, foreign, own, finder, systemRoots, now });
  const state = createComputerState({ folder: join(folder, 'state'), now });
  const places = { ...systemPlaces(folder), p11Kit: p11KitFolders(folder, targets), knownPaths: [] };
  const registry = createModuleRegistry({ consents: state.modules, places });
  // Modules compiled by tests belong to no package, so simulate the user's consent.
  for (const { moduleId, sha256, state } of await registry.list()) {
    if (state === 'needs-consent') await registry.allow(moduleId, sha256);
  }
  const tokens = createTokens({
    registry,
    memory: state.tokens,
    notes: () => [],
    startModule: createStartModule(startChild, options),
    vault,
    certificates,
    imports,
    stores,
    foreign,
    now,
    unavailable: null,
  });
  return {
    tokens,
    vault,
    imports,
    folder,
    async token(label) {
      const list = (await tokens.list({ refresh: true }, quietRun)).tokens;
      const found = list.find((each) => each.label === label);
      if (!found) throw new Error(`no token ${label} among ${JSON.stringify(list.map((each) => each.label))}`);
      return found;
    },
    close: () => {
      for (const part of [tokens, state, stores, imports, vault, foreign, own]) part.close();
    },
  };
}

/** Writes a `*.module` file for each target (pkcs11.conf(5)). */
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
