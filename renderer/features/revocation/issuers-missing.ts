// SPDX-License-Identifier: Apache-2.0
import type { RevocationPlan } from '../../../shared/schemas/trust/revocation.ts';
import { ipc } from '../../lib/ipc.ts';

/** Contacts no host. */
export async function issuersMissing(sha256: string): Promise<RevocationPlan> {
  const plan = await ipc('revocation.plan', { sha256 });
  return { ...plan, contacts: plan.contacts.filter(({ kind }) => kind === 'issuer'), kept: 0 };
}
