// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { connect, type Connection } from '../children/connection.ts';
import { checkedOutput } from '../children/define-child.ts';
import { createOneShot } from '../children/one-shot.ts';
import type { StartChild } from '../children/process-port.ts';
import {
  type FoundPath,
  type ScanCounts,
  scanOperations,
  type ScanPart,
  scanPartSchema,
  type WindowsPlaces,
} from './child/scan-protocol.ts';

export interface ScanEvents {
  /** Resolves once the files are processed, which limits the child's speed. */
  found(files: readonly FoundPath[]): Promise<void>;
  progress(counts: Extract<ScanPart, { kind: 'progress' }>): void;
  /** `counts` is null if the child was lost. */
  end(counts: ScanCounts | null): void;
}

export interface RunningScan {
  pause(): void;
  resume(): void;
  /** Stops calls to `found`, but `end` is still called. */
  cancel(): void;
  kill(): void;
}

export interface ScanOptions {
  readonly folders: readonly string[];
  readonly skip: readonly string[];
}

export function startScan(startChild: StartChild, { folders, skip }: ScanOptions, events: ScanEvents): RunningScan {
  let over = false;
  let cancelled = false;
  let dealtWith: Promise<void> = Promise.resolve();
  const finish = (): void => {
    over = true;
    connection.end(() => new AppError('cancelled'));
  };
  const connection: Connection = connect(startChild('scan'), () => connection.end(() => new AppError('internal')));
  const control = (operation: 'pause' | 'resume' | 'cancel' | 'taken', input: object): void =>
    void connection.ask(operation, input).catch(() => undefined);

  function take(part: unknown): void {
    const checked = scanPartSchema.safeParse(part);
    if (!checked.success) throw new AppError('internal', {}, { cause: checked.error });
    const { data } = checked;
    if (over) return;
    if (data.kind === 'progress') {
      events.progress(data);
      return;
    }
    dealtWith = dealtWith.then(async () => {
      if (over || cancelled) return;
      await events.found(data.files);
      control('taken', { count: data.files.length });
    });
  }

  async function search(): Promise<void> {
    const counts = await connection
      .ask('search', { folders, skip }, { part: take })
      .then((value) => checkedOutput(scanOperations, 'search', value))
      .catch(() => null);
    await dealtWith;
    if (over) return;
    finish();
    events.end(counts);
  }

  void search();
  return {
    pause: () => control('pause', {}),
    resume: () => control('resume', {}),
    cancel() {
      cancelled = true;
      control('cancel', {});
    },
    kill() {
      if (!over) finish();
    },
  };
}

/** Milliseconds. Windows shell extensions may hang. */
const placesMs = 5_000;

/** Returns null if the child was lost or hung. */
export async function askWindowsPlaces(startChild: StartChild): Promise<WindowsPlaces | null> {
  const lost = (): AppError => new AppError('internal');
  const ask = createOneShot(startChild, 'scan', scanOperations, { deadlineMs: placesMs, ended: lost, late: lost });
  return await ask('places', {}).catch(() => null);
}
