// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { TickedStep } from '../../../shared/domain/enrolment/guide-steps.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { GuidedEnrolment, StepTimes } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { ipc } from '../../lib/ipc.ts';
import { goTo, type RoomName, useRoute } from '../route-store.ts';
import {
  isAtBranch,
  refreshWebEnrolments,
  useWebEnrolments,
  waitingFor,
  webEnrolmentOnScreen,
} from './web-enrolments-store.ts';

/** The open guide. `id` is its web enrolment, or null before the start. */
export type Guide =
  | { readonly kind: 'renew'; readonly sha256: string; readonly id: string | null }
  /** `replaces` is a SHA-256. */
  | { readonly kind: 'apply'; readonly replaces: string | null; readonly id: string | null };

interface GuideState {
  readonly guide: Guide | null;
  readonly guided: GuidedEnrolment | null;
  readonly early: StepTimes;
  readonly left: { readonly of: string; readonly early: StepTimes } | null;
  readonly from: RoomName | null;
}

export const useGuide = create<GuideState>()(() => ({ guide: null, guided: null, early: {}, left: null, from: null }));

export async function openRenewGuide(sha256: string): Promise<void> {
  await refreshWebEnrolments();
  const { webEnrolments } = useWebEnrolments.getState();
  const waiting = webEnrolments.findLast(({ renews, purpose }) => renews === sha256 && purpose === 'renew');
  show({ kind: 'renew', sha256, id: waiting?.id ?? null });
}

/** For applying at a bank not yet entered. */
export function openApplyGuide(replaces: string | null = null): void {
  show({ kind: 'apply', replaces, id: null });
}

export async function openGuideAt(held: HeldProfile, replaces: string | null): Promise<void> {
  await refreshWebEnrolments();
  const wanted = { name: held.profile.name, host: held.host.ascii, renews: replaces } as const;
  const purpose = replaces === null ? 'apply' : 'replace';
  const waiting = waitingFor(useWebEnrolments.getState().webEnrolments, { ...wanted, purpose });
  show({ kind: 'apply', replaces, id: waiting?.id ?? null });
  await beginGuide(held.id);
}

export async function resumeGuide(id: string): Promise<void> {
  const { renews, purpose } = await ipc('webEnrolments.guided', { id });
  show(
    purpose === 'renew' && renews !== null
      ? { kind: 'renew', sha256: renews, id }
      : { kind: 'apply', replaces: renews, id },
  );
}

export function closeGuide(): void {
  useGuide.setState({ guide: null, guided: null, early: {}, left: currentTicks(), from: null });
  webEnrolmentOnScreen(null);
}

/** Like `closeGuide`, but also forgets the ticks. */
export function endGuide(): void {
  closeGuide();
  useGuide.setState({ left: null });
}

export function leaveGuide(): RoomName | null {
  const { from } = useGuide.getState();
  if (from === null) return null;
  useGuide.setState({ from: null });
  goTo(from);
  return from;
}

function show(guide: Guide): void {
  const { room } = useRoute.getState();
  const { guide: former, left } = useGuide.getState();
  const of = JSON.stringify(guide);
  const current = currentTicks();
  const early = [current, left].find((each) => each?.of === of)?.early ?? {};
  const kept = former === null || current.of === of ? left : current;
  useGuide.setState({ guide, guided: null, early, left: kept, from: room === 'enrolment' ? null : room });
  webEnrolmentOnScreen(guide.id);
  goTo('enrolment');
  void refreshGuide();
}

function currentTicks(): { readonly of: string; readonly early: StepTimes } {
  const { guide, early } = useGuide.getState();
  return { of: JSON.stringify(guide), early };
}

export async function refreshGuide(): Promise<void> {
  const { guide, guided: former } = useGuide.getState();
  const id = guide?.id ?? null;
  if (id === null) return;
  const guided = await ipc('webEnrolments.guided', { id }).catch(() => null);
  const current = useGuide.getState();
  if (current.guide?.id !== id) return;
  // May lack a newer tick.
  if (current.guided === former) useGuide.setState({ guided });
  else await refreshGuide();
}

/** Starts the enrolment if needed, watching no folder. */
export async function beginGuide(profileId: string | null, bankName?: string): Promise<string> {
  const { guide, early } = useGuide.getState();
  if (guide === null) throw new Error('no guide is open');
  if (guide.id !== null) return guide.id;
  const renews = guide.kind === 'renew' ? guide.sha256 : guide.replaces;
  const purpose = guide.kind === 'renew' ? 'renew' : guide.replaces === null ? 'apply' : 'replace';
  const { id } = await ipc('webEnrolments.start', { profileId, bankName, purpose, renews, folderId: null });
  for (const step of Object.keys(early) as TickedStep[]) await ipc('webEnrolments.tick', { id, step, isDone: true });
  useGuide.setState({ guide: { ...guide, id }, early: {} });
  webEnrolmentOnScreen(id);
  await Promise.all([refreshGuide(), refreshWebEnrolments()]);
  return id;
}

export async function beginAtBranch(bankName: string): Promise<void> {
  if (!isAtBranch(useGuide.getState().guided)) await abandonGuide();
  const id = await beginGuide(null, bankName);
  useGuide.setState({ guided: await ipc('webEnrolments.tick', { id, step: 'site', isDone: true }) });
}

/** Keeps the ticks, in case the user continues with another bank. */
export async function abandonGuide(): Promise<void> {
  const { guide, guided } = useGuide.getState();
  if (guide === null || guide.id === null) return;
  await ipc('webEnrolments.cancel', { id: guide.id, isFinished: false });
  useGuide.setState({ guide: { ...guide, id: null }, guided: null, early: guided?.steps ?? {} });
}

/** With a null `profileId`, only remembers the tick, unless applying at a branch. */
export async function tickStep(profileId: string | null, step: TickedStep, isDone: boolean): Promise<void> {
  if (profileId === null && !isAtBranch(useGuide.getState().guided)) {
    const { [step]: _former, ...others } = useGuide.getState().early;
    useGuide.setState({ early: isDone ? { ...others, [step]: new Date().toISOString() } : others });
    return;
  }
  const id = await beginGuide(profileId);
  useGuide.setState({ guided: await ipc('webEnrolments.tick', { id, step, isDone }) });
}
