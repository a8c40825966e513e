import { spawn } from 'node:child_process';
import { once } from 'node:events';

const outputKept = 8192;

export interface Daemon {
  readonly pid: number;
  /** Its last words: the end of what it wrote to both outputs. */
  output(): string;
  readonly ended: boolean;
  /** SIGTERM, after `graceMs` SIGKILL; resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Starts a program that stays. It ends with this process at the latest: setpriv(1) has the kernel send it SIGTERM when
 * its parent dies, however that dies.
 */
export function startDaemon(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Daemon {
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-outputKept);
    });
  const gone = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    output: () => output,
    get ended() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    stop: async (graceMs = 5000) => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      if (child.exitCode === null && child.signalCode === null) await gone;
      clearTimeout(timer);
    },
  };
}
