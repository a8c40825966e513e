// SPDX-License-Identifier: Apache-2.0
import { activityKinds } from '../../../shared/domain/activity-events.ts';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { OverviewPage } from '../../../renderer/features/overview/overview-page.tsx';
import { useBackups } from '../../../renderer/state/backups-store.ts';
import { emptyQuery, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { useOverview } from '../../../renderer/state/overview-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { useLoadedKeyRows } from '../../../renderer/state/tokens/key-tasks.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { certificateSummarySchema } from '../../../shared/schemas/certificates/certificate.ts';
import type { Overview } from '../../../shared/schemas/overview.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { renderWithDialogs } from './dialogs.tsx';
import { type FakeBridge, installBridge, unlockedVault } from './fake-bridge.ts';
import { pageOf } from './page-of.ts';
import { inventoryOf } from './sample-stores.ts';
import { sampleModule } from './sample-tokens.ts';

const members = Object.keys(certificateSummarySchema.shape);

/** The sample certificates as rows; `change` applies to the first. */
export function sampleSummaries(now: number, change: Partial<CertificateSummary> = {}): CertificateSummary[] {
  return sampleCertificates(now).map((each, index) => {
    const entries = Object.entries(each).filter(([name]) => members.includes(name));
    return { ...(Object.fromEntries(entries) as CertificateSummary), ...(index === 0 && change) };
  });
}

export function sampleOverview(change: Partial<Overview> = {}): Overview {
  return {
    tasks: [],
    certificates: [],
    own: change.certificates?.length ?? 0,
    counts: { valid: 0, expiring: 0, expired: 0, 'not-yet-valid': 0, revoked: 0, superseded: 0 },
    watched: [],
    backups: { withKey: 0, current: 0, outdated: 0 },
    nextReminder: null,
    changesAt: null,
    ...change,
  };
}

export interface OverviewOptions {
  readonly overview?: Partial<Overview>;
  readonly status?: Partial<VaultStatus>;
  readonly answers?: Parameters<typeof installBridge>[0];
  readonly onSearch?: () => void;
}

export async function openOverview({
  overview = {},
  status = {},
  answers = {},
  onSearch = () => undefined,
}: OverviewOptions = {}): Promise<FakeBridge> {
  useOverview.setState({ overview: null, error: null });
  useBackups.setState({ overview: null, error: null });
  useTokens.setState({ tokens: null, last: null });
  useRoute.setState({ room: 'overview' });
  useCertificates.setState({ query: emptyQuery, selected: null });
  useVault.setState({ status: { ...unlockedVault, ...status } });
  const counts = { withKey: 0, current: 0, outdated: 0 };
  const bridge = installBridge({
    'overview.read': () => sampleOverview(overview),
    'vault.status': () => ({ ...unlockedVault, ...status }),
    'certificates.page': () => pageOf([]),
    'backups.overview': () => ({ backups: [], onlyHere: false, counts, passphrase: 'kept', recoverySaved: true }),
    'backups.drives': () => ({ drives: [] }),
    'stores.places': () => ({ places: [], namesakes: [], readAt: '2026-11-24T12:00:00Z' }),
    'stores.inventory': () => inventoryOf([]),
    'timeline.months': () => ({ expired: 0, months: [], later: 0 }),
    'activity.list': () => ({
      entries: [],
      total: 0,
      counts: Object.fromEntries(activityKinds.map((kind) => [kind, 0])),
    }),
    'tokens.list': () => ({ tokens: [], unavailable: null }),
    'tokens.modules': () => ({ modules: [sampleModule()], missing: [], unavailable: null, notes: [] }),
    'tokens.follow': () => ({}),
    ...answers,
  });
  renderWithDialogs(<OverviewBesideRail onSearch={onSearch} />);
  await waitFor(() => expect(useOverview.getState().overview ?? useOverview.getState().error).not.toBeNull());
  return bridge;
}

function OverviewBesideRail({ onSearch }: { readonly onSearch: () => void }) {
  useLoadedKeyRows();
  return <OverviewPage onSearch={onSearch} />;
}

export const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
