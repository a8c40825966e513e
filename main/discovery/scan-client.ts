// SPDX-License-Identifier: Apache-2.0
import type { StartChild } from '../children/process-port.ts';
import {
  type FoundPath,
  type ScanReply,
  type ScanRequest,
  scanReplySchema,
  type WindowsPlaces,
} from './child/scan-protocol.ts';

export interface ScanEvents {
  /** Resolves when processed: backpressure. */
  found(files: readonly FoundPath[]): Promise<void>;
  progress(counts: Extract<ScanReply, { kind: 'progress' }>): void;
  /** Null: child lost. */
  end(counts: Extract<ScanReply, { kind: 'done' }> | null): void;
}

export interface RunningScan {
  pause(): void;
  resume(): void;
  /** Then `end`; no more finds. */
  cancel(): void;
  /** No further events. */
  kill(): void;
}

export interface ScanOptions {
  /** Absolute. */
  readonly folders: readonly string[];
  /** Absolute. */
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
    // The child is compromised.
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

/** Milliseconds; Windows shell extensions may hang. */
const placesMs = 5_000;

/** Null: child lost or hung. */
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
