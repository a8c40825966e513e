// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { identityIds } from '../../../shared/domain/certificates/identity-pair.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { ContactSheet } from '../../../shared/schemas/enrolment/contact-sheet.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { useVault } from '../../state/vault/vault-store.ts';

export type LossView = CallOutput<'losses.view'>;

export interface LossFacts {
  readonly view: LossView;
  readonly detail: CertificateDetail;
  /** Both sheets of a pair, or a single one. */
  readonly sheets: readonly [ContactSheet, ...ContactSheet[]];
}

export interface LossState {
  readonly facts: LossFacts | null;
  readonly error: AppError | null;
  /** Pass `profileId` if the one given to `useLoss` is out of date. */
  readonly refresh: (profileId?: string | null) => Promise<void>;
}

/** Returns an identity's views, `sha256` first. All views use the same CA. */
export async function lossViews(
  sha256: string,
  identity: readonly string[],
  profileId: string | null,
): Promise<[LossView, ...LossView[]]> {
  const first = await ipc('losses.view', { sha256, profileId });
  const sameCa = profileId ?? first.sheet.authority?.profileId ?? null;
  const others = identity.filter((each) => each !== sha256);
  return [
    first,
    ...(await Promise.all(others.map(async (each) => await ipc('losses.view', { sha256: each, profileId: sameCa })))),
  ];
}

async function readFacts(sha256: string, profileId: string | null): Promise<LossFacts> {
  const detail = await ipc('certificates.detail', { sha256 });
  const views = async (profile: string | null) => await lossViews(sha256, identityIds(detail), profile);
  const [view, ...more] = await views(profileId).catch(async (error: unknown) => {
    // Saving a bank gives it a new ID, but its certificates stay linked to it.
    if (profileId !== null && toAppError(error).code === 'not-found') return await views(null);
    throw error;
  });
  return { view, detail, sheets: [view.sheet, ...more.map(({ sheet }) => sheet)] };
}

export function useLoss(sha256: string | null, profileId: string | null): LossState {
  const [state, setState] = useState<{ of: string; facts: LossFacts | null; error: AppError | null } | null>(null);
  const revision = useVault((vault) => vault.status?.revision ?? 0);
  const asked = useRef(0);
  const shown = useRef(0);
  const refresh = async (profile = profileId) => {
    if (sha256 === null) return;
    asked.current += 1;
    const number = asked.current;
    // Answers may arrive out of order.
    const isLatest = () => {
      shown.current = Math.max(shown.current, number);
      return shown.current === number;
    };
    try {
      const facts = await readFacts(sha256, profile);
      if (isLatest()) setState({ of: sha256, facts, error: null });
    } catch (thrown) {
      const error = toAppError(thrown);
      // Keep the facts, so that the current step keeps its input.
      if (isLatest()) setState((before) => ({ of: sha256, facts: before?.of === sha256 ? before.facts : null, error }));
    }
  };
  useEffect(() => {
    void refresh();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked again for another certificate or profile, and when the vault changed
  }, [sha256, profileId, revision]);
  const current = state?.of === sha256 ? state : null;
  return { facts: current?.facts ?? null, error: current?.error ?? null, refresh };
}
