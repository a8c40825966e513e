// SPDX-License-Identifier: Apache-2.0
import { onTestFinished } from 'vitest';
import type { ModuleOptions } from '../../../../main/tokens/client/module-client.ts';
import { temporaryFolder } from '../../vault/vault-fixture.ts';
import { openTokens, type TokensAtHand } from './open-tokens.ts';
import type { TokenTarget } from '../modules/token-target.ts';

export { quietRun, type TokensAtHand } from './open-tokens.ts';

export interface TokensWithOptions extends ModuleOptions {
  /** Pass a previous service's folder to keep its records. */
  readonly folder?: string;
}

export async function tokensWith(
  targets: readonly Pick<TokenTarget, 'modulePath' | 'environment' | 'libraryParameters'>[],
  { folder = temporaryFolder(), ...options }: TokensWithOptions = {},
): Promise<TokensAtHand> {
  for (const { environment } of targets) setEnvironment(environment);
  const opened = await openTokens(targets, { folder, ...options });
  onTestFinished(() => opened.close());
  return opened;
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
