// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { unicodeHost } from '../../../shared/domain/bank-site/punycode.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { type Say, type Toast, toast } from '../toasts-store.ts';
import { withUnlock } from '../vault/unlock.ts';
import { useVault } from '../vault/vault-store.ts';
import { refreshEnrolment, useEnrolment } from './enrolment-store.ts';

export function useBanks(): readonly HeldProfile[] {
  return banksIn(useEnrolment((state) => state.profiles));
}

function banksIn(profiles: readonly HeldProfile[] | null): readonly HeldProfile[] {
  return (profiles ?? []).filter(({ profile }) => profile.protocol === 'web');
}

export interface BankOf {
  /** Bank entered for this certificate or another from the same bank, or null. */
  readonly held: HeldProfile | null;
  readonly isLoaded: boolean;
  /** The bank's, or one noted with a loss. A number from a guide's file counts only once the guide is confirmed. */
  readonly phone: string | null;
}

export function useBankOf(sha256: string | null): BankOf {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const profiles = useEnrolment((state) => state.profiles);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (sha256 === null) return undefined;
    let isCurrent = true;
    const answered = (answer: Omit<Found, 'of'>) => isCurrent && setFound({ of: sha256, ...answer });
    void refreshEnrolment();
    ipc('webEnrolments.authorityOf', { sha256 }).then(
      (answer) => answered(answer),
      () => answered({ profileId: null }),
    );
    return () => {
      isCurrent = false;
    };
  }, [sha256, revision]);
  const isLoaded = found !== null && found.of === sha256 && profiles !== null;
  const held = isLoaded ? banksIn(profiles).find(({ id }) => id === found.profileId) : undefined;
  const isSafe = held !== undefined && (held.confirmedAt !== null || isTyped(held));
  const phone = isSafe ? held.profile.contact?.phone : undefined;
  return { held: held ?? null, isLoaded, phone: phone ?? (isLoaded ? (found.phone ?? null) : null) };
}

interface Found extends CallOutput<'webEnrolments.authorityOf'> {
  /** SHA-256. */
  readonly of: string;
}

/** True if the profile has only facts typed by the user. Editing any other profile would lose facts from its file. */
export function isTyped({ profile }: HeldProfile): boolean {
  const { asks, steps, anchor, pins, subject, contact } = profile;
  const rest = [asks, steps, anchor, pins, subject, contact?.email, contact?.url, contact?.hours];
  return profile.protocol === 'web' && rest.every((each) => each === undefined);
}

export async function saveBank(bank: CallInput<'profiles.addBank'>): Promise<HeldProfile> {
  return await confirmBank(await ipc('profiles.addBank', bank));
}

/** Only for a typed bank. Gives it a new ID, so asks to confirm it again. */
export async function savePhone(
  { id, profile, confirmedAt }: HeldProfile,
  phone: string,
  onBank: (bank: HeldProfile) => Promise<void>,
): Promise<void> {
  const { name, url: address, contact } = profile;
  const saved = await ipc('profiles.addBank', { name, address, phone, branch: contact?.branch ?? null, replaces: id });
  await refreshEnrolment();
  await onBank(saved);
  if (confirmedAt !== null) await onBank(await confirmBank(saved));
}

/**
 * `url` is complete, with A-labels. Confirms a known bank at this address. Otherwise updates a typed bank (`held` or
 * same host) or adds one.
 */
export async function saveAddress(url: string, held: HeldProfile | null, name: string | null): Promise<HeldProfile> {
  const { hostname } = new URL(url);
  const banks = banksIn(useEnrolment.getState().profiles);
  const same = [...(held === null ? [] : [held]), ...banks].find(({ profile }) => new URL(profile.url).href === url);
  if (same !== undefined) return await confirmBank(same);
  const atHost = banks.find((each) => isTyped(each) && each.host.ascii === hostname);
  const former = held !== null && isTyped(held) ? held : (atHost ?? null);
  const called = former === null || former.profile.name === former.host.unicode ? null : former.profile.name;
  const { phone = null, branch = null } = former?.profile.contact ?? {};
  return await saveBank({
    name: called ?? name ?? unicodeHost(hostname),
    address: url,
    phone,
    branch,
    replaces: former?.id ?? null,
  });
}

/** Needs confirmation outside the page. */
export async function confirmBank({ id, host }: HeldProfile): Promise<HeldProfile> {
  useEnrolment.setState({ comparing: id });
  try {
    const compared = await withUnlock(() => ipc('profiles.confirm', { id, typedHost: host.ascii }));
    await refreshEnrolment();
    return compared;
  } finally {
    useEnrolment.setState({ comparing: null });
  }
}

export async function linkBank({ id }: HeldProfile, sha256: string): Promise<void> {
  await ipc('webEnrolments.link', { sha256, profileId: id });
  await refreshEnrolment();
}

export interface OpenedBank {
  readonly opened: boolean;
  readonly say: Say;
  readonly tone: Toast['tone'];
}

/** Uses the browser of `storeId`, or the default browser if null. */
export async function openBank({ id }: HeldProfile, storeId: string | null): Promise<OpenedBank> {
  const { opened, browser, failed } = await ipc('webEnrolments.openAddress', { profileId: id, storeId });
  if (!opened) return { opened, tone: 'warn', say: (t) => t('bankSite.notOpened') };
  if (failed !== null) {
    return { opened, tone: 'warn', say: (t) => t('bankSite.openedOther', { browser: screenText(failed) }) };
  }
  const say: Say = (t) => (browser === null ? t('bankSite.opened') : t('bankSite.openedIn', { browser }));
  return { opened, tone: 'ok', say };
}

export function toastOpened({ say, tone }: OpenedBank): void {
  toast(say, null, [], null, tone);
}
