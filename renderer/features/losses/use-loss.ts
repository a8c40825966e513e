// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
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
  readonly refresh: () => Promise<void>;
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

export function useLoss(sha256: string | null, profileId: string | null): LossState {
  const [state, setState] = useState<{ of: string; facts: LossFacts | null; error: AppError | null } | null>(null);
  const revision = useVault((vault) => vault.status?.revision ?? 0);
  const refresh = async () => {
    if (sha256 === null) return;
    try {
      const detail = await ipc('certificates.detail', { sha256 });
      const [view, ...more] = await lossViews(sha256, identityIds(detail), profileId);
      const sheets = [view.sheet, ...more.map(({ sheet }) => sheet)] as const;
      setState({ of: sha256, facts: { view, detail, sheets }, error: null });
    } catch (thrown) {
      setState({ of: sha256, facts: null, error: toAppError(thrown) });
    }
  };
  useEffect(() => {
    void refresh();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked again for another certificate or profile, and when the vault changed
  }, [sha256, profileId, revision]);
  const current = state?.of === sha256 ? state : null;
  return { facts: current?.facts ?? null, error: current?.error ?? null, refresh };
}
