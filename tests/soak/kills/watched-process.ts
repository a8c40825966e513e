import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** A line of either output and when it came (ms after the start). */
export interface PrintedLine {
  readonly text: string;
  readonly at: number;
}

export interface EndedProcess {
  readonly lines: readonly PrintedLine[];
  readonly code: number | null;
  readonly killed: boolean;
  readonly milliseconds: number;
}

/** When to kill: so many ms after so many lines were printed; lines, because a busy machine's clock says little. */
export interface Moment {
  readonly afterLines: number;
  readonly milliseconds: number;
}

/** Runs Node with these arguments to its end, or kills it with SIGKILL at the moment. */
export async function runWatched(argv: readonly string[], moment: Moment | null): Promise<EndedProcess> {
  const started = performance.now();
  const since = () => performance.now() - started;
  const { PATH, HOME } = process.env;
  // Nothing of a session: no OS store is asked, whatever desktop this runs in.
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, LANG: 'C.UTF-8' },
  });
  const lines: PrintedLine[] = [];
  let due = false;
  const killWhenDue = async (): Promise<void> => {
    if (due || moment === null || lines.length < moment.afterLines) return;
    due = true;
    await delay(moment.milliseconds);
    child.kill('SIGKILL');
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      lines.push({ text, at: since() });
      void killWhenDue();
    });
  }
  void killWhenDue();
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ lines, code, killed: signal === 'SIGKILL', milliseconds: since() }),
    );
  });
}

/** A moment of the work, taken evenly from the time that a run without a kill needed after its first line. */
export function momentWithin(whole: EndedProcess, share: number): Moment {
  const first = whole.lines[0]?.at ?? 0;
  // A little before the first line too: the process then opens the vault.
  const start = first * 0.8;
  const at = start + share * (whole.milliseconds - start);
  const before = whole.lines.filter((line) => line.at <= at);
  return { afterLines: before.length, milliseconds: at - (before.at(-1)?.at ?? 0) };
}
