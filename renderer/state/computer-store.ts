// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { ComputerOwnership } from '../../shared/schemas/enrolment/preflight.ts';

interface ComputerState {
  readonly ownership: ComputerOwnership | null;
}

export const useComputer = create<ComputerState>(() => ({ ownership: null }));

/** Remembers the answer for this run only. */
export function rememberComputer(ownership: ComputerOwnership): void {
  useComputer.setState({ ownership });
}
