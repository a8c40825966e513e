// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { goTo } from '../route-store.ts';

export interface Replaced {
  readonly sha256: string;
  /** RFC 4514; prefills the wizard. */
  readonly subject: string;
  /** Null: the first step asks. */
  readonly profileId: string | null;
}

interface ApplyState {
  /** The enrolment page opens its wizard for it; null: none. */
  readonly replaced: Replaced | null;
}

export const useApply = create<ApplyState>()(() => ({ replaced: null }));

export function startReplacement(replaced: Replaced): void {
  useApply.setState({ replaced });
  goTo('enrolment');
}

export function replacementStarted(): void {
  useApply.setState({ replaced: null });
}
