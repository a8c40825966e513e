// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { PlannedPlace, RenewedPair, ReplacedPlace } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Proof } from '../../../shared/schemas/store.ts';
import type { StoreRun, StoresService } from '../../stores/stores-service.ts';
import type { Vault } from '../../vault/vault.ts';

export type Replaced = Pick<ReplacedPlace, 'outcome' | 'code' | 'proofs' | 'restart'>;

interface Step {
  readonly stores: StoresService;
  readonly vault: Vault;
  readonly pair: RenewedPair;
  readonly place: PlannedPlace;
  readonly password: string | null;
  readonly run: StoreRun;
}

/**
 * Even after a crash, the old certificate keeps working until the new one is tested. Errors: `vault-locked`,
 * `seal-broken`. Store errors are returned in `code`.
 */
export async function replaceInPlace(step: Step): Promise<Replaced> {
  const { place, run } = step;
  const put = place.todo === 'replace' ? await putIn(step) : await testThere(step);
  if (put.code !== null) return put;
  const still = (code: ErrorCode): Replaced => ({ ...put, outcome: 'both', code });
  if (run.signal.aborted) return still('cancelled');
  try {
    await keepOldKey(step);
    return { ...put, ...(await removeOld(step)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return still(error.code);
  }
}

/** On success, `outcome` is only a placeholder. */
async function putIn({ stores, pair, place, password, run }: Step): Promise<Replaced> {
  const { storeId } = place;
  const passwords = listOf(storeId, password);
  const { items } = await stores.install({ certificates: [pair.successor], storeIds: [storeId], passwords }, run);
  const [item] = items;
  const proofs = item?.proofs ?? [];
  if (item?.outcome === 'installed') return tested('kept', proofs);
  if (item?.outcome === 'already-installed') return await testThere({ stores, pair, place, password, run });
  const code = item?.code ?? 'internal';
  if (code === 'proof-failed') await takeOut({ stores, pair, place, password, run });
  return { outcome: item?.outcome === 'not-tried' ? 'not-tried' : 'kept', code, proofs, restart: false };
}

type Place = Pick<Step, 'stores' | 'pair' | 'place' | 'password' | 'run'>;

/** Tests a certificate that an earlier attempt or the user installed. */
async function testThere({ stores, pair, place, password, run }: Place): Promise<Replaced> {
  try {
    const { proofs } = await stores.test({ sha256: pair.successor, storeId: place.storeId, password }, run);
    return tested('both', proofs);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { outcome: 'both', code: error.code, proofs: [], restart: false };
  }
}

function tested(outcome: 'kept' | 'both', proofs: readonly Proof[]): Replaced {
  const hasSigned = proofs.some(({ kind, passed }) => kind === 'signed' && passed);
  return {
    outcome: hasSigned ? outcome : 'both',
    code: hasSigned ? null : 'key-unsupported',
    proofs: [...proofs],
    restart: false,
  };
}

/** Removes a certificate that failed its test, since a browser might pick it. */
async function takeOut({ stores, pair, place, password, run }: Place): Promise<void> {
  const items = [{ sha256: pair.successor, storeId: place.storeId }];
  await stores.remove({ items, passwords: listOf(place.storeId, password), evenLastCopy: false }, run);
}

/** Stores the old key in the vault: it may be the only copy, and it decrypts old data. */
async function keepOldKey({ stores, vault, pair, place, password, run }: Step): Promise<void> {
  if (vault.getRow(pair.old)?.hasPrivateKey === true) return;
  await stores.takeIn({ sha256: pair.old, storeId: place.storeId, password, withKey: true }, run);
}

async function removeOld({
  stores,
  pair,
  place,
  password,
  run,
}: Step): Promise<Pick<Replaced, 'outcome' | 'code' | 'restart'>> {
  const items = [{ sha256: pair.old, storeId: place.storeId }];
  const passwords = listOf(place.storeId, password);
  const done = await stores.remove({ items, passwords, evenLastCopy: false }, run);
  const [item] = done.items;
  if (item?.outcome === 'removed') return { outcome: 'replaced', code: null, restart: done.restart.length > 0 };
  return { outcome: 'both', code: item?.code ?? 'internal', restart: false };
}

function listOf(storeId: string, password: string | null): { storeId: string; password: string }[] {
  return password === null ? [] : [{ storeId, password }];
}
