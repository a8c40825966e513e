// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from 'react';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { vaultWriteErrors } from '../../../../shared/domain/errors/vault-errors.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { TakenDraft } from '../../../../shared/schemas/certificates/import-results.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { discardDraft, type ImportSource, toDraft } from '../../../state/imports-store.ts';
import { expectManyChanges } from '../../../state/vault/vault-changes.ts';
import { showVaultStatus, useVault } from '../../../state/vault/vault-store.ts';
import { afterTake, categoryOf, type ManyFile, nextChunk, waiting } from './many-files.ts';

type Ended = Pick<CallOutput<'imports.take'>, 'requests' | 'webEnrolments'>;

export interface ManyFiles {
  readonly files: readonly ManyFile[];
  readonly running: { readonly done: number; readonly total: number; readonly minutesLeft: number | null } | null;
  /** Stopped by the user or by a vault error (`error`), and can resume. */
  readonly stopped: boolean;
  readonly error: AppError | null;
  /** The first private key needs a protector. Files with a password are assumed to have keys. */
  readonly needsProtector: boolean;
  readonly ended: Ended;
  /** Result of the last password, or null if it wasn't tried on all files. */
  readonly tried: { readonly opened: number; readonly left: number } | null;
  readonly add: (sources: readonly ImportSource[]) => void;
  readonly owns: (source: ImportSource | undefined) => boolean;
  readonly start: () => Promise<void>;
  readonly retry: () => Promise<void>;
  readonly tryPassword: (password: string) => Promise<void>;
  /** Stays true when the run ends, so that Esc closes only the question. */
  readonly asksStop: boolean;
  readonly askStop: (asks: boolean) => void;
  readonly stop: () => void;
  /** Rejects with AppError. `password` is the file password to try, or ''. */
  readonly protect: (passphrase: string, password: string) => Promise<void>;
  readonly turnDown: () => void;
  readonly taken: (source: ImportSource, result: { added: readonly string[]; keysAdded: number }) => void;
  /** Discards all drafts. Call before unmounting the dialog. */
  readonly leave: () => void;
}

let lastId = 0;
const nextId = (): number => (lastId += 1);

export function useManyFiles(first: readonly ImportSource[]): ManyFiles {
  const { t } = useText();
  const manyOf = (sources: readonly ImportSource[]): ManyFile[] =>
    sources.map((source) => ({
      id: nextId(),
      source,
      name: nameOf(source) ?? t('import.pastedName'),
      state: waiting,
    }));
  const [files, setFiles] = useState<readonly ManyFile[]>(() => manyOf(first));
  const [running, setRunning] = useState<ManyFiles['running']>(null);
  const [stopped, setStopped] = useState(false);
  const [asksStop, setAsksStop] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [needsProtector, setNeedsProtector] = useState(false);
  const [ended, setEnded] = useState<Ended>({ requests: [], webEnrolments: [] });
  const [tried, setTried] = useState<ManyFiles['tried']>(null);
  const abort = useRef<AbortController | null>(null);
  const refused = useRef(new Set<number>());
  const turnedDown = useRef(false);
  const [batch] = useState(() => crypto.randomUUID());

  const put = (changed: readonly ManyFile[]) => {
    const byId = new Map(changed.map((file) => [file.id, file]));
    setFiles((before) => before.map((file) => byId.get(file.id) ?? file));
  };

  /** Resolves with the number of imported files and any error that must stop the run. */
  const takeChunk = async (chunk: readonly ManyFile[], password: string | null, signal: AbortSignal) => {
    const drafts = new Map<string, ManyFile>();
    const changed: ManyFile[] = [];
    for (const file of chunk) {
      try {
        drafts.set(await toDraft(file.source), file);
      } catch (thrown) {
        changed.push({ ...file, state: { name: 'failed', code: toAppError(thrown).code } });
      }
    }
    let stop: AppError | null = null;
    let items: readonly TakenDraft[] = [];
    if (drafts.size > 0) {
      const answer = await ipc('imports.take', { draftIds: [...drafts.keys()], password, batch }, { signal });
      items = answer.items;
      setEnded(({ requests, webEnrolments }) => ({
        requests: [...requests, ...answer.requests],
        webEnrolments: [...webEnrolments, ...answer.webEnrolments],
      }));
    }
    for (const item of items) {
      const file = drafts.get(item.draftId);
      if (file === undefined) continue;
      // The vault failed, not the file, so keep the file's state for a retry.
      if (item.state === 'failed' && isOfVault(item.code)) stop ??= new AppError(item.code);
      else {
        changed.push(afterTake(file, item, password !== null && !refused.current.has(file.id)));
        refused.current.add(file.id);
      }
    }
    const gone = new Set(items.flatMap(({ state, draftId }) => (state === 'taken' ? [draftId] : [])));
    // A retry rereads dropped or pasted data, so discard its drafts.
    for (const [draftId, { source }] of drafts)
      if (source.kind !== 'draft' && !gone.has(draftId)) discardDraft(draftId);
    put(changed);
    if (!turnedDown.current && lacksProtector() && changed.some((file) => categoryOf(file) === 'password')) {
      stop ??= new AppError('secret-required');
    }
    return { stop, taken: gone.size };
  };

  /** Resolves to false if it was stopped. `before` counts the files of an interrupted run that are done. */
  const run = async (targets: readonly ManyFile[], password: string | null, before = 0): Promise<boolean> => {
    if (targets.length === 0) return true;
    const controller = new AbortController();
    abort.current = controller;
    setStopped(false);
    setError(null);
    setTried(null);
    const changes = expectManyChanges();
    let rest = targets;
    let opened = 0;
    const progress: { readonly at: number; readonly done: number }[] = [];
    try {
      while (rest.length > 0) {
        const done = targets.length - rest.length;
        progress.push({ at: Date.now(), done });
        setRunning({
          done: before + done,
          total: before + targets.length,
          minutesLeft: minutesLeft(progress, rest.length),
        });
        const chunk = nextChunk(rest);
        const { stop, taken } = await takeChunk(chunk, password, controller.signal);
        opened += taken;
        rest = rest.slice(chunk.length);
        if (stop?.code === 'secret-required') setNeedsProtector(true);
        else if (stop !== null) setError(stop);
        if (stop !== null || controller.signal.aborted) {
          setStopped(true);
          return false;
        }
      }
      if (password !== null) setTried({ opened, left: targets.length - opened });
      return true;
    } catch (thrown) {
      const failure = toAppError(thrown);
      setStopped(true);
      if (failure.code !== 'cancelled') setError(failure);
      return false;
    } finally {
      changes.end();
      setRunning(null);
    }
  };

  const those = (...wanted: readonly ReturnType<typeof categoryOf>[]) =>
    files.filter((file) => wanted.includes(categoryOf(file)));
  return {
    files,
    running,
    asksStop,
    stopped,
    error,
    needsProtector,
    ended,
    tried,
    add: (sources) => {
      const added = manyOf(sources);
      setFiles((before) => [...before, ...added]);
    },
    owns: (source) => files.some((file) => file.source === source),
    start: async () => {
      setAsksStop(false);
      await run(those('waiting'), null);
    },
    retry: async () => {
      setAsksStop(false);
      const targets = those('failed', 'waiting');
      await run(targets, null, stopped ? files.length - targets.length : 0);
    },
    tryPassword: async (password) => {
      setAsksStop(false);
      refused.current.clear();
      await run(those('password'), password);
    },
    askStop: setAsksStop,
    stop: () => {
      setAsksStop(false);
      abort.current?.abort();
    },
    protect: async (passphrase, password) => {
      showVaultStatus(await ipc('vault.setPassphrase', { passphrase }));
      setNeedsProtector(false);
      if (password === '' || (await run(those('password'), password))) await run(those('waiting'), null);
    },
    turnDown: () => {
      turnedDown.current = true;
      setNeedsProtector(false);
    },
    taken: (source, { added, keysAdded }) => {
      const state = { name: 'taken', added: added.length, keysAdded, keysLeftOut: 0 } as const;
      put(files.filter((file) => file.source === source).map((file) => ({ ...file, state })));
    },
    leave: () => {
      abort.current?.abort();
      for (const { source, state } of files) {
        if (source.kind === 'draft' && state.name !== 'taken') discardDraft(source.draftId);
      }
    },
  };
}

const estimatedAfterMs = 3_000;
const speedOverMs = 30_000;

export function minutesLeft(
  progress: readonly { readonly at: number; readonly done: number }[],
  rest: number,
): number | null {
  const [first, last] = [progress[0], progress.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < estimatedAfterMs) return null;
  const since = progress.findLast(({ at }) => last.at - at >= speedOverMs) ?? first;
  if (last.done === since.done) return null;
  return Math.ceil((((last.at - since.at) / (last.done - since.done)) * rest) / 60_000);
}

function lacksProtector(): boolean {
  const { status } = useVault.getState();
  return status !== null && (status.state === 'missing' || status.state === 'keyless') && !status.osStore.available;
}

function nameOf(source: ImportSource): string | null {
  if (source.kind === 'file') return source.file.name;
  return source.kind === 'draft' ? (source.fileName ?? '…') : null;
}

function isOfVault(code: AppError['code']): boolean {
  return code === 'secret-required' || vaultWriteErrors.some((each) => each === code);
}
