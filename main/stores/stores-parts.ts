// SPDX-License-Identifier: Apache-2.0
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { SystemRoot } from '../certificates/system-roots.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { ReadTokens } from './inventory/token-readings.ts';
import type { StoreFinder } from './store-port.ts';

export interface StoresParts {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly foreign: ParseClient;
  readonly own: ParseClient;
  readonly finder: StoreFinder;
  readonly readTokens?: ReadTokens;
  readonly systemRoots: () => readonly SystemRoot[];
  readonly now: () => Date;
  /** Resolves when the page has asked nothing for a while. If absent, nothing is read in the background. */
  readonly whenIdle?: () => Promise<void>;
}

export interface StoreRun {
  readonly signal: AbortSignal;
  progress(fraction: number | null, step: string): void;
}
