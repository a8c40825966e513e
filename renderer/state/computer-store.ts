// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { ComputerOwnership } from '../../shared/schemas/preflight.ts';

interface ComputerState {
  /** Whose computer this is, as the person said in this session; null: not asked yet. */
  readonly ownership: ComputerOwnership | null;
}

export const useComputer = create<ComputerState>(() => ({ ownership: null }));

/** Until the program ends: a computer that is borrowed today may be somebody’s own tomorrow. */
export function rememberComputer(ownership: ComputerOwnership): void {
  useComputer.setState({ ownership });
}
