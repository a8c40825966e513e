// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { goTo } from '../route-store.ts';

/** A certificate that a new one is to take the place of. */
export interface Replaced {
  readonly sha256: string;
  /** RFC 4514: what the wizard fills in beforehand. */
  readonly subject: string;
  /** The profile that it came by; null: the first step asks. */
  readonly profileId: string | null;
}

interface ApplyState {
  /** What the room 申请与更新 opens its wizard for as soon as it is there; null: nothing was asked for. */
  readonly replaced: Replaced | null;
}

export const useApply = create<ApplyState>()(() => ({ replaced: null }));

/** Opens the room with its wizard. */
export function startReplacement(replaced: Replaced): void {
  useApply.setState({ replaced });
  goTo('enrolment');
}

/** The room has opened it. */
export function replacementStarted(): void {
  useApply.setState({ replaced: null });
}
