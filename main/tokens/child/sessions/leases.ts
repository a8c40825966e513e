// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { openLease, releaseLease, type Lease } from './lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import type { Pkcs11Output } from '../pkcs11-protocol.ts';
import type { TokenName } from '../objects/token-kind.ts';

export interface Leases {
  open(module: LoadedModule, token: TokenName): Pkcs11Output<'open'>;
  get(id: number): Lease;
  release(module: LoadedModule, id: number): TokenName | null;
}

export function createLeases(): Leases {
  const leases = new Map<number, Lease>();
  let next = 1;
  return {
    open: (module, token) => {
      const lease = openLease(module, token);
      const id = next++;
      leases.set(id, lease);
      return { lease: id };
    },
    get: (id) => {
      const lease = leases.get(id);
      if (lease === undefined) throw new AppError('internal');
      return lease;
    },
    release: (module, id) => {
      const lease = leases.get(id);
      leases.delete(id);
      if (lease === undefined) return null;
      releaseLease(module, lease);
      return lease.token;
    },
  };
}
