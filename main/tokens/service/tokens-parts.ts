// SPDX-License-Identifier: Apache-2.0
import type { ComputerNote } from '../../../shared/schemas/computer-note.ts';
import type { CertificatesService } from '../../certificates/certificates-service.ts';
import type { ImportsService } from '../../imports/imports-service.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { StoresService } from '../../stores/stores-service.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { TokenMemory } from '../../computer-state/state-port.ts';
import type { StartModule } from '../module-port.ts';
import type { ModuleRegistry } from '../modules/registry-port.ts';

export interface TokensParts {
  readonly registry: ModuleRegistry;
  readonly memory: TokenMemory;
  readonly notes: () => ComputerNote[];
  readonly startModule: StartModule;
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly imports: ImportsService;
  readonly stores: StoresService;
  readonly foreign: ParseClient;
  readonly now: () => Date;
  readonly unavailable: string | null;
}
