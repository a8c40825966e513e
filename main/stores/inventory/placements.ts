// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { PlaceKind, Placement, Proof } from '../../../shared/schemas/store.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import type { StoredProof } from '../../vault/records/installed/proof-rows.ts';
import type { StoredCertificate } from '../store-port.ts';

export interface PlaceReading {
  readonly store: { readonly id: string; readonly kind: PlaceKind };
  readonly description: { readonly name: string; readonly running: boolean };
  readonly certificates: readonly StoredCertificate[] | null;
  readonly code: ErrorCode | null;
}

export type ProofsOf = (storeId: string, sha256: string) => Proof[];

export function indexProofs(proofs: readonly StoredProof[]): ProofsOf {
  const index = new Map<string, Proof[]>();
  for (const { storeId, sha256, ...proof } of proofs) {
    const key = `${storeId}\n${sha256}`;
    const list = index.get(key);
    if (list === undefined) index.set(key, [proof]);
    else list.push(proof);
  }
  return (storeId, sha256) => index.get(`${storeId}\n${sha256}`) ?? [];
}

export function placementOf(
  { store, description }: PlaceReading,
  { fields, nickname, hasKey, hardware }: StoredCertificate,
  proofsOf: ProofsOf,
): Placement {
  return {
    storeId: store.id,
    storeName: description.name,
    storeKind: store.kind,
    nickname: nickname === null ? null : maskIdentityNumbers(nickname),
    hasKey,
    hardware,
    running: description.running,
    proofs: proofsOf(store.id, fields.sha256),
  };
}
