// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../shared/domain/certificates/for-browsers.ts';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { keyLockedDiagnoses } from '../../../shared/domain/imports/key-locked-diagnoses.ts';
import type { InspectedCertificate } from '../../../shared/schemas/certificates/inspection.ts';
import type { LossKind } from '../../../shared/schemas/certificates/loss.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import type { ImportSource } from '../../state/imports-store.ts';

export type Preview = CallOutput<'imports.inspect'>;
export type Committed = CallOutput<'imports.commit'>;

export type Merged = CallOutput<'vault.importFile'>;

export type InstalledItem = CallOutput<'stores.install'>['items'][number];

/** A snapshot of the targets, because rereading the stores loses their names. */
export interface Installed {
  readonly stores: readonly Store[];
  readonly items: readonly InstalledItem[];
  readonly error: AppError | null;
}

interface Stored {
  readonly preview: Preview;
  readonly result: Committed;
  /** Old certificates the user chose to replace. */
  readonly replaced: readonly string[];
}

/** Never holds passwords: they go straight from the field to the call. */
export type Phase =
  | { readonly name: 'choose'; readonly error: AppError | null }
  | { readonly name: 'inspecting'; readonly draftId: string | null }
  | { readonly name: 'password'; readonly preview: Preview; readonly busy: boolean; readonly attempts: number }
  | { readonly name: 'refused'; readonly preview: Preview }
  | { readonly name: 'preview'; readonly preview: Preview; readonly byPassword: boolean }
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
  | ({ readonly name: 'installing'; readonly installed: Installed | null } & Stored)
  | ({ readonly name: 'done'; readonly installed: Installed | null } & Stored)
  | { readonly name: 'failed'; readonly error: AppError; readonly draftId: string | null };

export interface ImportFlow {
  readonly queue: readonly ImportSource[];
  /** Index of the current import, or `queue.length` while choosing the next. */
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
  | { readonly type: 'committed'; readonly result: Committed; readonly replaced?: readonly string[] }
  | { readonly type: 'install-started' }
  | { readonly type: 'installed'; readonly installed: Installed }
  | { readonly type: 'protected' }
  | { readonly type: 'merge-started' }
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
      return 'preview' in phase
        ? to({
            name: 'done',
            preview: phase.preview,
            result: action.result,
            replaced: action.replaced ?? [],
            installed: null,
          })
        : flow;
    case 'install-started':
      return phase.name === 'done' ? to({ ...phase, name: 'installing' }) : flow;
    case 'installed':
      return phase.name === 'installing'
        ? to({ ...phase, name: 'done', installed: mergeInstalled(phase.installed, action.installed) })
        : flow;
    case 'failed':
      return to({ name: 'failed', error: action.error, draftId: draftOf(phase) });
    case 'protected':
      // A vault file still needs its secret.
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

function reviewOf(preview: Preview, byPassword = false): Phase {
  if (preview.report.vault === undefined) return { name: 'preview', preview, byPassword };
  return { name: 'vault-file', preview, busy: false, error: null, attempts: 0 };
}

function afterInspection(phase: Phase, preview: Preview): Phase {
  const { code } = preview.report.diagnosis;
  if (preview.report.kind === 'backup') return { name: 'backup', preview };
  if (code === 'opened' || preview.report.vault !== undefined) return reviewOf(preview, phase.name === 'password');
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

/** Number of certificates that can be imported while the keys stay locked. */
export function certificatesAlone({ diagnosis, certificates }: Preview['report']): number {
  return keyLockedDiagnoses.has(diagnosis.code) ? certificates.length : 0;
}

export function draftOf(phase: Phase): string | null {
  if (isStored(phase) || phase.name === 'choose') return null;
  if ('preview' in phase) return phase.preview.draftId;
  return phase.draftId;
}

function mergeInstalled(before: Installed | null, now: Installed): Installed {
  const isOther = (storeId: string) => now.stores.every(({ id }) => id !== storeId);
  return {
    stores: [...(before?.stores ?? []).filter(({ id }) => isOther(id)), ...now.stores],
    items: [...(before?.items ?? []).filter(({ storeId }) => isOther(storeId)), ...now.items],
    error: now.error,
  };
}

function isStored(phase: Phase): phase is Extract<Phase, { name: 'done' | 'installing' | 'merged' }> {
  return phase.name === 'done' || phase.name === 'installing' || phase.name === 'merged';
}

export function isShownOnly({ certificates, keys, crls = [], requests = [] }: Preview['report']): boolean {
  return certificates.length === 0 && keys.every(({ usable }) => usable === false) && crls.length + requests.length > 0;
}

export function mainOf(certificates: readonly InspectedCertificate[]): InspectedCertificate | undefined {
  return (
    certificates.find(({ hasPrivateKey }) => hasPrivateKey) ?? certificates.find(({ isCa }) => !isCa) ?? certificates[0]
  );
}

export function installableIn({ certificates }: Preview['report']): InspectedCertificate[] {
  return certificates.filter((certificate) => certificate.hasPrivateKey && isForBrowsers(certificate));
}

export function isOutOfTime({ notAfter }: InspectedCertificate): boolean {
  return Date.parse(notAfter) < Date.now();
}

export function unsafeIn({ unsafe = [] }: Preview): ReadonlyMap<string, LossKind> {
  return new Map(unsafe.map(({ sha256, loss }) => [sha256, loss]));
}
