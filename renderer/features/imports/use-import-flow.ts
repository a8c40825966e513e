// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import { ipc, type Progress, toAppError } from '../../lib/ipc.ts';
import { discardDraft, type ImportSource, takeWaiting, toDraft, useImports } from '../../state/imports-store.ts';
import { requestUnlock } from '../../state/vault/unlock.ts';
import { showVaultStatus } from '../../state/vault/vault-store.ts';
import type { ChosenBackup } from '../../state/dialogs/dialog-inputs.ts';
import type { FileSecret } from './steps/vault-file-step.tsx';
import { draftOf, type ImportFlow, importFlow, startFlow } from './import-flow.ts';
import type { ManyFiles } from './many/use-many-files.ts';

export interface ImportControls {
  readonly flow: ImportFlow;
  readonly progress: Progress | null;
  readonly choose: () => Promise<void>;
  readonly add: (sources: readonly ImportSource[]) => void;
  readonly openOne: (source: ImportSource) => void;
  readonly inspect: (password: string) => Promise<void>;
  /** For what is encrypted for a key of the vault. */
  readonly unlock: () => Promise<void>;
  readonly commit: () => Promise<void>;
  /** For a file whose keys stay locked. */
  readonly commitCertificates: () => Promise<void>;
  readonly protect: (passphrase: string) => Promise<void>;
  /** The file's secret. */
  readonly merge: (secret: FileSecret) => Promise<void>;
  readonly openBackup: () => Promise<ChosenBackup>;
  readonly askProtector: () => void;
  readonly back: () => void;
  readonly skip: () => void;
  readonly cancel: () => void;
  /** Discards every draft; call before unmounting the dialog. */
  readonly leave: () => void;
}

export function useImportFlow(first: readonly ImportSource[], many: ManyFiles): ImportControls {
  const [flow, dispatch] = useReducer(importFlow, first, startFlow);
  const [progress, setProgress] = useState<Progress | null>(null);
  /** Draft owned by the restore dialog. */
  const handedOver = useRef<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const waiting = useImports((state) => state.waiting);

  const add = (sources: readonly ImportSource[]) => {
    if (sources.length > 1 || many.files.length > 0) many.add(sources);
    else dispatch({ type: 'added', sources });
  };
  const arrived = useEffectEvent(() => add(takeWaiting()));
  useEffect(() => {
    if (waiting.length > 0) arrived();
  }, [waiting]);

  const options = () => {
    running.current = new AbortController();
    setProgress(null);
    return { signal: running.current.signal, onProgress: setProgress };
  };

  const { phase, position } = flow;
  const source = flow.queue[position];
  /** Drafts of the list stay there. */
  const isKept = source?.kind === 'draft' && many.owns(source);
  const opening = phase.name === 'inspecting' && phase.draftId === null;
  useEffect(() => {
    if (!opening || source === undefined) return;
    void (async () => {
      try {
        const draftId = await toDraft(source);
        dispatch({ type: 'draft-ready', draftId });
        const preview = await ipc('imports.inspect', { draftId, password: null }, options());
        dispatch({ type: 'inspected', preview });
      } catch (error) {
        const failure = toAppError(error);
        dispatch(failure.code === 'cancelled' ? { type: 'inspect-cancelled' } : { type: 'failed', error: failure });
      }
    })();
    // (source, position) identifies one opening, for which `opening` turns true once.
  }, [opening, source, position]);

  const commit = async () => {
    if (!('preview' in phase)) return;
    if (phase.preview.needsProtector && phase.name === 'preview') {
      dispatch({ type: 'protector-asked' });
      return;
    }
    await store(phase.preview.draftId);
  };

  const store = async (draftId: string, certificatesOnly = false) => {
    dispatch({ type: 'commit-started' });
    try {
      const result = await ipc('imports.commit', { draftId, certificatesOnly }, options());
      if (source !== undefined) many.taken(source, result);
      dispatch({ type: 'committed', result });
    } catch (error) {
      const failure = toAppError(error);
      dispatch(failure.code === 'secret-required' ? { type: 'protector-asked' } : { type: 'failed', error: failure });
    }
  };

  return {
    flow,
    progress,
    choose: async () => {
      try {
        const { files } = await ipc('imports.choose', {});
        add(files.map((file) => ({ kind: 'draft', ...file })));
      } catch (error) {
        dispatch({ type: 'choose-failed', error: toAppError(error) });
      }
    },
    add,
    openOne: (one) => dispatch({ type: 'added', sources: [one] }),
    inspect: async (password) => {
      if (phase.name !== 'password') return;
      dispatch({ type: 'inspect-started' });
      try {
        const { draftId } = phase.preview;
        dispatch({ type: 'inspected', preview: await ipc('imports.inspect', { draftId, password }, options()) });
      } catch (error) {
        const failure = toAppError(error);
        dispatch(failure.code === 'cancelled' ? { type: 'inspect-cancelled' } : { type: 'failed', error: failure });
      }
    },
    unlock: async () => {
      if (phase.name !== 'refused' || !(await requestUnlock())) return;
      try {
        const { draftId } = phase.preview;
        dispatch({ type: 'inspected', preview: await ipc('imports.inspect', { draftId, password: null }, options()) });
      } catch (error) {
        dispatch({ type: 'failed', error: toAppError(error) });
      }
    },
    commit,
    commitCertificates: async () => {
      if ('preview' in phase) await store(phase.preview.draftId, true);
    },
    protect: async (passphrase) => {
      if (phase.name !== 'protect') return;
      dispatch({ type: 'protect-started' });
      try {
        showVaultStatus(await ipc('vault.setPassphrase', { passphrase }, options()));
      } catch (error) {
        dispatch({ type: 'protect-failed', error: toAppError(error) });
        return;
      }
      if (phase.preview.report.vault === undefined) await store(phase.preview.draftId);
      else dispatch({ type: 'protected' });
    },
    merge: async (secret) => {
      if (phase.name !== 'vault-file') return;
      dispatch({ type: 'merge-started' });
      try {
        const { draftId } = phase.preview;
        const result = await ipc('vault.importFile', { draftId, secret }, options());
        if (source !== undefined) many.taken(source, result);
        dispatch({ type: 'merged', result });
      } catch (error) {
        const failure = toAppError(error);
        if (failure.code === 'secret-required') dispatch({ type: 'protector-asked' });
        else dispatch({ type: 'merge-failed', error: failure.code === 'cancelled' ? null : failure });
      }
    },
    openBackup: async () => {
      const draftId = draftOf(phase) ?? '';
      const file = await ipc('backups.openDraft', { draftId });
      handedOver.current = draftId;
      return file;
    },
    askProtector: () => dispatch({ type: 'protector-asked' }),
    back: () => dispatch({ type: 'back' }),
    skip: () => {
      if (!isKept) discardDraft(draftOf(phase));
      dispatch({ type: 'next' });
    },
    cancel: () => running.current?.abort(),
    leave: () => {
      running.current?.abort();
      if (!isKept && draftOf(phase) !== handedOver.current) discardDraft(draftOf(phase));
      for (const later of flow.queue.slice(position + 1)) if (later.kind === 'draft') discardDraft(later.draftId);
      many.leave();
    },
  };
}
