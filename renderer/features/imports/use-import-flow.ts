import { useEffect, useReducer, useRef, useState } from 'react';
import { ipc, type Progress, toAppError } from '../../lib/ipc.ts';
import { fileBase64 } from '../../lib/file-bytes.ts';
import { type ImportSource, takeWaiting, useImports } from '../../state/imports-store.ts';
import { showVaultStatus } from '../../state/vault-store.ts';
import type { FileSecret } from './vault-file-step.tsx';
import { draftOf, type ImportFlow, importFlow, startFlow } from './import-flow.ts';

/** Hands a source to main. Answers with the draft's id. */
async function toDraft(source: ImportSource): Promise<string> {
  if (source.kind === 'draft') return source.draftId;
  if (source.kind === 'text') return (await ipc('imports.paste', { text: source.text })).draftId;
  const base64 = await fileBase64(source.file);
  return (await ipc('imports.drop', { fileName: source.file.name.slice(0, 400), base64 })).draftId;
}

function discard(draftId: string | null): void {
  // Main lets drafts expire by itself: a failed discard loses nothing.
  if (draftId !== null) void ipc('imports.discard', { draftId }).catch(() => undefined);
}

export interface ImportControls {
  readonly flow: ImportFlow;
  readonly progress: Progress | null;
  readonly choose: () => Promise<void>;
  readonly add: (sources: readonly ImportSource[]) => void;
  readonly inspect: (password: string) => Promise<void>;
  readonly commit: () => Promise<void>;
  /** Takes the certificates of a file whose keys stay shut. */
  readonly commitCertificates: () => Promise<void>;
  readonly protect: (passphrase: string) => Promise<void>;
  /** The secret is that of the file. */
  readonly merge: (secret: FileSecret) => Promise<void>;
  readonly askProtector: () => void;
  readonly back: () => void;
  /** Drops the current file and goes on to the next one, or back to choosing. */
  readonly skip: () => void;
  readonly cancel: () => void;
  /** Lets go of every draft; call before unmounting the dialog. */
  readonly leave: () => void;
}

/** Runs the import state machine against main. */
export function useImportFlow(): ImportControls {
  const [flow, dispatch] = useReducer(importFlow, undefined, () => startFlow(takeWaiting()));
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  const waiting = useImports((state) => state.waiting);

  useEffect(() => {
    if (waiting.length > 0) dispatch({ type: 'added', sources: takeWaiting() });
  }, [waiting]);

  const options = () => {
    running.current = new AbortController();
    setProgress(null);
    return { signal: running.current.signal, onProgress: setProgress };
  };

  const { phase, position } = flow;
  const source = flow.queue[position];
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
    // The pair (source, position) names one opening; `opening` turns true exactly once for it.
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
      dispatch({ type: 'committed', result: await ipc('imports.commit', { draftId, certificatesOnly }, options()) });
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
        const { draftIds } = await ipc('imports.choose', {});
        dispatch({ type: 'added', sources: draftIds.map((draftId) => ({ kind: 'draft', draftId })) });
      } catch (error) {
        dispatch({ type: 'choose-failed', error: toAppError(error) });
      }
    },
    add: (sources) => dispatch({ type: 'added', sources }),
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
        dispatch({ type: 'merged', result: await ipc('vault.importFile', { draftId, secret }, options()) });
      } catch (error) {
        const failure = toAppError(error);
        if (failure.code === 'secret-required') dispatch({ type: 'protector-asked' });
        else dispatch({ type: 'merge-failed', error: failure.code === 'cancelled' ? null : failure });
      }
    },
    askProtector: () => dispatch({ type: 'protector-asked' }),
    back: () => dispatch({ type: 'back' }),
    skip: () => {
      discard(draftOf(phase));
      dispatch({ type: 'next' });
    },
    cancel: () => running.current?.abort(),
    leave: () => {
      running.current?.abort();
      discard(draftOf(phase));
      for (const later of flow.queue.slice(position + 1)) if (later.kind === 'draft') discard(later.draftId);
    },
  };
}
