// SPDX-License-Identifier: Apache-2.0
import type { StartChild } from './process-port.ts';
import {
  type FoundPath,
  type ScanReply,
  type ScanRequest,
  scanReplySchema,
  type WindowsPlaces,
} from './scan/scan-protocol.ts';

export interface ScanEvents {
  /** Resolves when they have been dealt with: a search that is far ahead waits. */
  found(files: readonly FoundPath[]): Promise<void>;
  progress(counts: Extract<ScanReply, { kind: 'progress' }>): void;
  /** After the last find, or what was counted when it was cancelled; null when the child was lost. */
  end(counts: Extract<ScanReply, { kind: 'done' }> | null): void;
}

/** One search in a child process of its own. */
export interface RunningScan {
  pause(): void;
  resume(): void;
  /** `end` follows with the exact counts; no find does. */
  cancel(): void;
  /** Ends the child at once; no event follows. */
  kill(): void;
}

export interface ScanOptions {
  /** Absolute paths of folders. */
  readonly folders: readonly string[];
  /** Absolute paths that are not entered. */
  readonly skip: readonly string[];
}

export function startScan(startChild: StartChild, options: ScanOptions, events: ScanEvents): RunningScan {
  const child = startChild('scan');
  let over = false;
  let cancelled = false;
  let dealtWith: Promise<void> = Promise.resolve();
  const post = (request: ScanRequest): void => void child.post(request);
  const finish = (): void => {
    over = true;
    child.kill();
  };
  const end = (counts: Parameters<ScanEvents['end']>[0]): void => {
    void dealtWith.then(() => {
      if (over) return;
      finish();
      events.end(counts);
    });
  };
  child.onMessage((message) => {
    const reply = scanReplySchema.safeParse(message);
    // A child that says what it may not has been taken over by a file.
    if (!reply.success) return end(null);
    const { data } = reply;
    if (over) return;
    if (data.kind === 'progress') events.progress(data);
    else if (data.kind === 'done') end(data);
    else if (data.kind === 'places') end(null);
    else {
      dealtWith = dealtWith.then(async () => {
        if (over || cancelled) return;
        await events.found(data.files);
        post({ kind: 'taken', count: data.files.length });
      });
    }
  });
  child.onExit(() => end(null));
  post({ kind: 'start', folders: options.folders, skip: options.skip });
  return {
    pause: () => post({ kind: 'pause' }),
    resume: () => post({ kind: 'resume' }),
    cancel() {
      cancelled = true;
      post({ kind: 'cancel' });
    },
    kill() {
      if (!over) finish();
    },
  };
}

/** A shell extension of Windows that hangs holds nothing up for longer (ms). */
const placesMs = 5_000;

/** Null when the child was lost, or does not answer. */
export async function askWindowsPlaces(startChild: StartChild): Promise<WindowsPlaces | null> {
  const child = startChild('scan');
  const { promise, resolve } = Promise.withResolvers<WindowsPlaces | null>();
  const timer = setTimeout(() => resolve(null), placesMs);
  child.onMessage((message) => {
    const reply = scanReplySchema.safeParse(message);
    resolve(reply.success && reply.data.kind === 'places' ? reply.data.places : null);
  });
  child.onExit(() => resolve(null));
  void child.post({ kind: 'places' } satisfies ScanRequest);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.kill();
  }
}
