// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { ipc, type Progress, toAppError } from '../../lib/ipc.ts';
import { discardDraft, type ImportSource, takeWaiting, toDraft, useImports } from '../../state/imports-store.ts';
import { storesChanged } from '../../state/stores/stores-store.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import { requestUnlock, withUnlock } from '../../state/vault/unlock.ts';
import { refreshVault, showVaultStatus } from '../../state/vault/vault-store.ts';
import type { ChosenBackup } from '../../state/dialogs/dialog-inputs.ts';
import type { FileSecret } from './steps/vault-file-step.tsx';
import { draftOf, type ImportFlow, importFlow, installableIn, type Preview, startFlow } from './import-flow.ts';
import type { ManyFiles } from './many/use-many-files.ts';

export interface Wanted {
  readonly stores: readonly Store[];
  readonly twins: NonNullable<CallInput<'imports.commit'>['twins']>;
  readonly passwords: CallInput<'stores.install'>['passwords'];
}

export interface ImportControls {
  readonly flow: ImportFlow;
  readonly progress: Progress | null;
  readonly choose: () => Promise<void>;
  readonly isChoosing: boolean;
  readonly add: (sources: readonly ImportSource[]) => void;
  readonly openOne: (source: ImportSource) => void;
  readonly inspect: (password: string) => Promise<void>;
  /** For content encrypted to a key in the vault. */
  readonly unlock: () => Promise<void>;
  readonly commit: (wanted: Wanted) => Promise<void>;
  readonly install: (wanted: Omit<Wanted, 'twins'>) => Promise<void>;
  /** For a file whose keys stay locked. */
  readonly commitCertificates: () => Promise<void>;
  readonly protect: (passphrase: string) => Promise<void>;
  readonly merge: (secret: FileSecret) => Promise<void>;
  readonly openBackup: () => Promise<ChosenBackup>;
  readonly askProtector: () => void;
  readonly back: () => void;
  readonly skip: () => void;
  readonly cancel: () => void;
  /** Discards the drafts still owned. Call before unmounting the dialog. */
  readonly leave: () => void;
}

export function useImportFlow(first: readonly ImportSource[], many: ManyFiles, choosesFirst: boolean): ImportControls {
  const [flow, dispatch] = useReducer(importFlow, first, startFlow);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [isChoosing, setIsChoosing] = useState(choosesFirst);
  /** Draft now owned by the restore dialog. */
  const handedOver = useRef<string | null>(null);
  const running = useRef<AbortController | null>(null);
  /** Kept while the user sets the vault's passphrase. */
  const wanted = useRef<Wanted | null>(null);
  useSecretsCleared(() => {
    wanted.current = null;
  });
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

  const choose = async () => {
    setIsChoosing(true);
    try {
      const { files } = await ipc('imports.choose', {}, options());
      add(files.map((file) => ({ kind: 'draft', ...file })));
    } catch (error) {
      const failure = toAppError(error);
      if (failure.code !== 'cancelled') dispatch({ type: 'choose-failed', error: failure });
    }
    setIsChoosing(false);
    setProgress(null);
  };
  const chooseFirst = useEffectEvent(() => void choose());
  useEffect(() => {
    if (choosesFirst) chooseFirst();
  }, [choosesFirst]);

  const { phase, position } = flow;
  const source = flow.queue[position];
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
    // (source, position) identifies one opening, for which `opening` becomes true only once.
  }, [opening, source, position]);

  const commit = async (places: Wanted) => {
    if (!('preview' in phase)) return;
    wanted.current = places;
    if (phase.preview.needsProtector && phase.name === 'preview') {
      dispatch({ type: 'protector-asked' });
      return;
    }
    await store(phase.preview);
  };

  const store = async (preview: Preview, certificatesOnly = false) => {
    dispatch({ type: 'commit-started' });
    const twins = wanted.current?.twins ?? [];
    try {
      const result = await ipc('imports.commit', { draftId: preview.draftId, certificatesOnly, twins }, options());
      if (source !== undefined) many.taken(source, result);
      const replaced = twins.filter(({ isReplaced }) => isReplaced).map(({ old }) => old);
      dispatch({ type: 'committed', result, replaced });
      if (wanted.current !== null && wanted.current.stores.length > 0) await install(preview, wanted.current);
    } catch (error) {
      const failure = toAppError(error);
      dispatch(failure.code === 'secret-required' ? { type: 'protector-asked' } : { type: 'failed', error: failure });
    }
  };

  const install = async ({ report }: Preview, { stores, passwords }: Omit<Wanted, 'twins'>) => {
    wanted.current = null;
    dispatch({ type: 'install-started' });
    const certificates = installableIn(report).map(({ sha256 }) => sha256);
    const storeIds = stores.map(({ id }) => id);
    try {
      const input = { certificates, storeIds, passwords };
      const { items } = await withUnlock(() => ipc('stores.install', input, options()));
      dispatch({ type: 'installed', installed: { stores, items, error: null } });
    } catch (error) {
      dispatch({ type: 'installed', installed: { stores, items: [], error: toAppError(error) } });
    }
    storesChanged();
    void refreshVault();
  };

  return {
    flow,
    progress,
    choose,
    isChoosing,
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
    install: async (places) => {
      if ('preview' in phase) await install(phase.preview, places);
    },
    commitCertificates: async () => {
      wanted.current = null;
      if ('preview' in phase) await store(phase.preview, true);
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
      if (phase.preview.report.vault === undefined) await store(phase.preview);
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
