// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { ComputerOwnership } from '../../shared/schemas/enrolment/preflight.ts';

interface ComputerState {
  readonly ownership: ComputerOwnership | null;
}

export const useComputer = create<ComputerState>(() => ({ ownership: null }));

/** Kept only until the app exits. */
export function rememberComputer(ownership: ComputerOwnership): void {
  useComputer.setState({ ownership });
}
