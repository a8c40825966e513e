// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { VaultAccess } from '../../../vault/vault-access.ts';
import { refuseLost } from '../../requests/refuse-lost.ts';
import { orCancelled } from './cancellation.ts';
import type { RequestLock } from './request-lock.ts';
import type { ServerAsk, ServerOutcome } from './server-enrolment.ts';

export type RenewalAsk = ServerAsk & { readonly run: TokenRun };

export interface RenewalSteps {
  goOn(id: string, ask: RenewalAsk): Promise<ServerOutcome>;
  /** `underWay` returns the id of a renewal stored since `begin` was called. */
  begin(
    old: { readonly open: Vault; readonly der: Uint8Array },
    ask: RenewalAsk,
    underWay: () => string | undefined,
  ): Promise<ServerOutcome>;
}

/**
 * Serialises renewals of one certificate, because two would yield two certificates. Errors: `vault-missing`,
 * `not-found`, `needs-replacement`, `cancelled`, those of the steps.
 */
export async function renewLocked(
  { vault, lock }: { readonly vault: Pick<VaultAccess, 'require'>; readonly lock: Pick<RequestLock, 'alone'> },
  { sha256, held, ask: given }: { readonly sha256: string; readonly held: HeldProfile; readonly ask: ServerAsk },
  { goOn, begin }: RenewalSteps,
): Promise<ServerOutcome> {
  const ask = { ...given, run: given.run ?? { signal: new AbortController().signal, progress: () => undefined } };
  const { signal } = ask.run;
  const renewalsIn = ({ enrolment }: Vault): RequestRow[] =>
    enrolment.requests().filter((row) => isRenewalOf(row, sha256) && isOf(row, held));
  const earlier = new Set(
    renewalsIn(await vault.require()).flatMap(({ id, state }) => (state === 'pending' ? [] : [id])),
  );
  const renewing = async (): Promise<ServerOutcome> => {
    const open = await vault.require();
    const der = open.getDer(sha256);
    if (!der) throw new AppError('not-found');
    refuseLost(open, sha256);
    const underWay = (): string | undefined => renewalsIn(open).find(({ id }) => !earlier.has(id))?.id;
    const id = underWay();
    return id === undefined ? await begin({ open, der }, ask, underWay) : await goOn(id, ask);
  };
  return await lock.alone(sha256, signal, async () => orCancelled(signal, renewing));
}

function isRenewalOf({ purpose, renews }: RequestRow, sha256: string): boolean {
  return purpose === 'renew' && renews === sha256;
}

function isOf({ profileName, profileHost }: RequestRow, { profile, host }: HeldProfile): boolean {
  return profileName === profile.name && profileHost === host.ascii;
}
