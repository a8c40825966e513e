// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import type { ComputerNote } from '../../shared/schemas/computer-note.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { ComputerState } from '../computer-state/state-port.ts';
import type { ImportsService } from '../imports/imports-service.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { StartChild } from '../children/process-port.ts';
import type { StoresService } from '../stores/stores-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createStartModule } from './client/module-client.ts';
import { systemPlaces } from './modules/module-places.ts';
import { createModuleRegistry } from './modules/module-registry.ts';
import { createTokens } from './service/tokens.ts';
import type { TokensService } from './tokens-service.ts';

export interface TokensOptions {
  readonly state: ComputerState;
  readonly notes: () => ComputerNote[];
  readonly startChild: StartChild;
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly imports: ImportsService;
  readonly stores: StoresService;
  readonly foreign: ParseClient;
  readonly now: () => Date;
  readonly unavailable: string | null;
}

export function assembleTokens({ state, startChild, ...parts }: TokensOptions): TokensService {
  return createTokens({
    ...parts,
    memory: state.tokens,
    registry: createModuleRegistry({ consents: state.modules, places: systemPlaces(homedir()) }),
    startModule: createStartModule(startChild),
  });
}
