// SPDX-License-Identifier: Apache-2.0
import { act, fireEvent, screen } from '@testing-library/react';
import { EnrolmentPage } from '../../../renderer/features/enrolment/enrolment-page.tsx';
import { useComputer } from '../../../renderer/state/computer-store.ts';
import { useEnrolment } from '../../../renderer/state/enrolment/enrolment-store.ts';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { useRenewals } from '../../../renderer/state/enrolment/renewals-store.ts';
import { useWebEnrolments } from '../../../renderer/state/enrolment/web-enrolments-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { TickedStep } from '../../../shared/domain/enrolment/guide-steps.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import type { GuidedEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { renderWithDialogs } from './dialogs.tsx';
import { type FakeBridge, installBridge, unlockedVault } from './fake-bridge.ts';

export const guideId = '11111111-0000-4000-8000-000000000000';
export const bankId = '33333333-0000-4000-8000-000000000000';
export const at = '2026-11-28T07:40:00.000Z';

/** A bank whose address a person typed and confirmed. */
export const sampleBank = (change: Partial<HeldProfile> = {}): HeldProfile => ({
  id: bankId,
  profile: { name: '海川银行', protocol: 'web', url: 'https://ebank.haichuan.example', contact: { phone: '95xxx' } },
  host: { ascii: 'ebank.haichuan.example', unicode: 'ebank.haichuan.example' },
  importedAt: at,
  confirmedAt: at,
  ...change,
});

export interface GuideRoom {
  /** Main's state; the caller may change it. */
  profiles: readonly HeldProfile[];
  guided: GuidedEnrolment | null;
  readonly linked: Map<string, string>;
  readonly certificates: readonly CertificateDetail[];
  readonly bridge: FakeBridge;
  inputs(call: string): unknown[];
}

/** 申请与更新 with a main that stores one web enrolment and the links to banks. */
export function openGuideRoom(
  start: { readonly rows?: readonly RenewalRow[]; readonly certificates?: readonly CertificateDetail[] } & Partial<
    Pick<GuideRoom, 'profiles' | 'guided'>
  > = {},
  answers: Parameters<typeof installBridge>[0] = {},
): GuideRoom {
  useEnrolment.setState({ profiles: null, examples: [], requests: [], error: null });
  useGuide.setState({ guide: null, guided: null, early: {}, left: null });
  useRenewals.setState({ rows: null, total: 0, error: null });
  useWebEnrolments.setState({ webEnrolments: [], shown: null });
  useComputer.setState({ ownership: 'own' });
  showVaultStatus(unlockedVault);
  const waiting = () => {
    const { guided } = room;
    if (guided === null || guided.endedAt !== null) return [];
    const { certificate: _certificate, endedAt: _endedAt, ...webEnrolment } = guided;
    return [webEnrolment];
  };
  const keep = (change: Partial<GuidedEnrolment>): GuidedEnrolment => {
    if (room.guided === null) throw new Error('nothing was begun');
    room.guided = { ...room.guided, ...change };
    return room.guided;
  };
  const place = { folderId: '44444444-0000-4000-8000-000000000000', displayPath: '/home/z/下载' };
  const bridge = installBridge({
    'profiles.list': () => ({ profiles: room.profiles, examples: [] }),
    'requests.list': () => ({ requests: [] }),
    'requests.settle': () => ({ requests: [] }),
    'renewals.list': () => ({ rows: start.rows ?? [], total: start.rows?.length ?? 0 }),
    'certificates.detail': ({ input }) => {
      const { sha256 } = input as { sha256: string };
      return room.certificates.find((each) => each.sha256 === sha256);
    },
    'preflight.local': () => ({ checks: [] }),
    'webEnrolments.list': () => ({ webEnrolments: waiting() }),
    'webEnrolments.place': () => ({ place, canOpen: true }),
    'webEnrolments.guided': () => keep({}),
    'webEnrolments.authorityOf': ({ input }) => ({
      profileId: room.linked.get((input as { sha256: string }).sha256) ?? null,
    }),
    'webEnrolments.link': ({ input }) => {
      const { sha256, profileId } = input as CallInput<'webEnrolments.link'>;
      room.linked.set(sha256, profileId);
      return {};
    },
    'webEnrolments.start': ({ input }) => {
      const { profileId, bankName = '', purpose, renews } = input as CallInput<'webEnrolments.start'>;
      const held = room.profiles.find(({ id }) => id === profileId) ?? sampleBank();
      const profile =
        profileId === null ? { name: bankName, host: '' } : { name: held.profile.name, host: held.host.ascii };
      const wanted = { id: guideId, profile, purpose, renews, folder: null, startedAt: at, files: [], steps: {} };
      room.guided = { ...wanted, certificate: null, endedAt: null };
      return wanted;
    },
    'webEnrolments.tick': ({ input }) => {
      const { step, isDone } = input as { step: TickedStep; isDone: boolean };
      const { [step]: _former, ...others } = keep({}).steps;
      return keep({ steps: isDone ? { ...others, [step]: at } : others });
    },
    'webEnrolments.move': ({ input }) => {
      const { folderId } = input as CallInput<'webEnrolments.move'>;
      keep({ folder: folderId === null ? null : { displayPath: place.displayPath, isThere: true } });
      return waiting()[0];
    },
    'webEnrolments.cancel': () => {
      keep({ endedAt: at });
      return {};
    },
    ...answers,
  });
  const room: GuideRoom = {
    profiles: start.profiles ?? [],
    guided: start.guided ?? null,
    linked: new Map(),
    certificates: start.certificates ?? [],
    bridge,
    inputs: (call) => bridge.requests.filter((request) => request.call === call).map(({ input }) => input),
  };
  renderWithDialogs(<EnrolmentPage />);
  return room;
}

export async function press(name: string | RegExp): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await act(async () => fireEvent.click(button));
}

/** `now`, `done` or `open` for each step of the guide. */
export function stepsShown(): Record<string, string> {
  const lines = Array.from(document.querySelectorAll('[data-step]'));
  return Object.fromEntries(
    lines.map((line) => [
      line.getAttribute('data-step') ?? '',
      line.getAttribute('aria-current') === 'step'
        ? 'now'
        : line.querySelector('h2, h3')?.textContent?.startsWith('已完成') === true
          ? 'done'
          : 'open',
    ]),
  );
}
