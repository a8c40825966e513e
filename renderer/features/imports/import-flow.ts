// SPDX-License-Identifier: Apache-2.0
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { keyLockedDiagnoses } from '../../../shared/domain/imports/key-locked-diagnoses.ts';
import type { ImportSource } from '../../state/imports-store.ts';

export type Preview = CallOutput<'imports.inspect'>;
export type Committed = CallOutput<'imports.commit'>;

export type Merged = CallOutput<'vault.importFile'>;

/** Never holds passwords: they go from the field straight into the call. */
export type Phase =
  | { readonly name: 'choose'; readonly error: AppError | null }
  | { readonly name: 'inspecting'; readonly draftId: string | null }
  | { readonly name: 'password'; readonly preview: Preview; readonly busy: boolean; readonly attempts: number }
  | { readonly name: 'refused'; readonly preview: Preview }
  | { readonly name: 'preview'; readonly preview: Preview }
  | {
      readonly name: 'vault-file';
      readonly preview: Preview;
      readonly busy: boolean;
      readonly error: AppError | null;
      readonly attempts: number;
    }
  | { readonly name: 'backup'; readonly preview: Preview }
  | { readonly name: 'merged'; readonly result: Merged }
  | { readonly name: 'protect'; readonly preview: Preview; readonly busy: boolean; readonly error: AppError | null }
  | { readonly name: 'committing'; readonly preview: Preview }
  | { readonly name: 'done'; readonly preview: Preview; readonly result: Committed }
  | { readonly name: 'failed'; readonly error: AppError; readonly draftId: string | null };

export interface ImportFlow {
  readonly queue: readonly ImportSource[];
  /** Index of the current import; `queue.length` while choosing the next. */
  readonly position: number;
  readonly phase: Phase;
}

export type ImportAction =
  | { readonly type: 'added'; readonly sources: readonly ImportSource[] }
  | { readonly type: 'choose-failed'; readonly error: AppError }
  | { readonly type: 'draft-ready'; readonly draftId: string }
  | { readonly type: 'inspect-started' }
  | { readonly type: 'inspected'; readonly preview: Preview }
  | { readonly type: 'inspect-cancelled' }
  | { readonly type: 'commit-started' }
  | { readonly type: 'protector-asked' }
  | { readonly type: 'protect-started' }
  | { readonly type: 'protect-failed'; readonly error: AppError }
  | { readonly type: 'committed'; readonly result: Committed }
  | { readonly type: 'protected' }
  | { readonly type: 'merge-started' }
  /** Null: cancelled. */
  | { readonly type: 'merge-failed'; readonly error: AppError | null }
  | { readonly type: 'merged'; readonly result: Merged }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'back' }
  | { readonly type: 'next' };

const choosing: Phase = { name: 'choose', error: null };

export function startFlow(sources: readonly ImportSource[]): ImportFlow {
  return { queue: sources, position: 0, phase: sources.length > 0 ? { name: 'inspecting', draftId: null } : choosing };
}

export function importFlow(flow: ImportFlow, action: ImportAction): ImportFlow {
  const { phase } = flow;
  const to = (next: Phase): ImportFlow => ({ ...flow, phase: next });
  switch (action.type) {
    case 'added': {
      if (action.sources.length === 0) return flow;
      // Arrivals during an import queue up.
      if (phase.name === 'choose') return startFlow(action.sources);
      return { ...flow, queue: [...flow.queue, ...action.sources] };
    }
    case 'choose-failed':
      return phase.name === 'choose' ? to({ name: 'choose', error: action.error }) : flow;
    case 'draft-ready':
      return phase.name === 'inspecting' ? to({ name: 'inspecting', draftId: action.draftId }) : flow;
    case 'inspect-started':
      return phase.name === 'password' ? to({ ...phase, busy: true }) : flow;
    case 'inspected':
      return to(afterInspection(phase, action.preview));
    case 'inspect-cancelled':
      // Back to the field, or to the next file if there was none.
      return phase.name === 'password' ? to({ ...phase, busy: false }) : advance(flow);
    case 'commit-started':
      return 'preview' in phase ? to({ name: 'committing', preview: phase.preview }) : flow;
    case 'protector-asked':
      return 'preview' in phase ? to({ name: 'protect', preview: phase.preview, busy: false, error: null }) : flow;
    case 'protect-started':
      return phase.name === 'protect' ? to({ ...phase, busy: true, error: null }) : flow;
    case 'protect-failed':
      return phase.name === 'protect' ? to({ ...phase, busy: false, error: action.error }) : flow;
    case 'committed':
      return 'preview' in phase ? to({ name: 'done', preview: phase.preview, result: action.result }) : flow;
    case 'failed':
      return to({ name: 'failed', error: action.error, draftId: draftOf(phase) });
    case 'protected':
      // A vault file has its own secret.
      return phase.name === 'protect' ? to(reviewOf({ ...phase.preview, needsProtector: false })) : flow;
    case 'merge-started':
      return phase.name === 'vault-file' ? to({ ...phase, busy: true, error: null }) : flow;
    case 'merge-failed':
      return phase.name === 'vault-file'
        ? to({ ...phase, busy: false, error: action.error, attempts: phase.attempts + 1 })
        : flow;
    case 'merged':
      return to({ name: 'merged', result: action.result });
    case 'back':
      return phase.name === 'protect' ? to(reviewOf(phase.preview)) : flow;
    case 'next':
      return advance(flow);
    default:
      return flow;
  }
}

function reviewOf(preview: Preview): Phase {
  if (preview.report.vault === undefined) return { name: 'preview', preview };
  return { name: 'vault-file', preview, busy: false, error: null, attempts: 0 };
}

function afterInspection(phase: Phase, preview: Preview): Phase {
  const { code } = preview.report.diagnosis;
  if (preview.report.kind === 'backup') return { name: 'backup', preview };
  if (code === 'opened' || preview.report.vault !== undefined) return reviewOf(preview);
  if (code === 'needs-password' || code === 'wrong-password') {
    const attempts = phase.name === 'password' ? phase.attempts + 1 : 0;
    return { name: 'password', preview, busy: false, attempts };
  }
  return { name: 'refused', preview };
}

function advance(flow: ImportFlow): ImportFlow {
  const position = Math.min(flow.position + 1, flow.queue.length);
  const more = position < flow.queue.length;
  return { ...flow, position, phase: more ? { name: 'inspecting', draftId: null } : choosing };
}

/** Importable while the keys stay locked. */
export function certificatesAlone({ diagnosis, certificates }: Preview['report']): number {
  return keyLockedDiagnoses.has(diagnosis.code) ? certificates.length : 0;
}

/** The draft to discard when leaving this phase. */
export function draftOf(phase: Phase): string | null {
  if (phase.name === 'done' || phase.name === 'merged' || phase.name === 'choose') return null;
  if ('preview' in phase) return phase.preview.draftId;
  return phase.draftId;
}

export function stepsOf(phase: Phase): { steps: readonly ImportStep[]; current: number } {
  const protect = 'preview' in phase && (phase.preview.needsProtector || phase.name === 'protect');
  const steps: ImportStep[] = ['choose', 'open', 'review', ...(protect ? (['protect'] as const) : []), 'done'];
  return { steps, current: steps.indexOf(stepOf[phase.name]) };
}

export type ImportStep = 'choose' | 'open' | 'review' | 'protect' | 'done';
const stepOf: Record<Phase['name'], ImportStep> = {
  choose: 'choose',
  inspecting: 'open',
  password: 'open',
  refused: 'open',
  preview: 'review',
  'vault-file': 'review',
  backup: 'review',
  merged: 'done',
  protect: 'protect',
  committing: 'review',
  done: 'done',
  failed: 'open',
};
