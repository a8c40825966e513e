// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Practice, PracticeStep } from '../../shared/schemas/practice.ts';
import { type CallOptions, ipc, toAppError } from '../lib/ipc.ts';
import { toast } from './toasts-store.ts';

interface PracticeState {
  readonly practice: Practice | null;
  /** Creating the CA and vault takes seconds. */
  readonly isStarting: boolean;
  readonly error: AppError | null;
}

export const usePractice = create<PracticeState>()(() => ({ practice: null, isStarting: false, error: null }));

/** A practice survives a window reload, so read it from main. */
export async function refreshPractice(): Promise<void> {
  const { practice } = await ipc('practice.read', {});
  usePractice.setState({ practice });
}

export async function startPractice(language: Language): Promise<void> {
  usePractice.setState({ isStarting: true, error: null });
  try {
    usePractice.setState({ practice: await ipc('practice.start', { language }) });
  } catch (error) {
    usePractice.setState({ error: toAppError(error) });
  } finally {
    usePractice.setState({ isStarting: false });
  }
}

export async function takePracticeStep(step: PracticeStep, options: CallOptions): Promise<void> {
  usePractice.setState({ practice: await ipc('practice.step', { step }, options) });
}

export async function endPractice(): Promise<void> {
  await ipc('practice.end', {});
  usePractice.setState({ practice: null });
  toast((say) => say('practice.ended'));
}
