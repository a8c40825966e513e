// SPDX-License-Identifier: Apache-2.0
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { childEntries } from '../../shared/domain/entries.ts';
import { StrictEmitter, type MisuseLog, type View } from './misuse.ts';

const shim = path.join(import.meta.dirname, 'child-entry.ts');
const bundles = Object.values(childEntries).map(({ output }) => path.join(path.sep, output));

export interface ForkOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
}

/** Like utilityProcess, emits `spawn` asynchronously and accepts V8 flags only in --js-flags (shell/services/node). */
export class UtilityChild extends StrictEmitter {
  readonly #child: ChildProcess;
  readonly #name: string;
  #state: 'starting' | 'running' | 'gone' = 'starting';

  constructor(log: MisuseLog, file: string, words: readonly string[], options: ForkOptions) {
    super(log, 'UtilityProcess');
    this.#name = path.basename(file);
    log.options(options, 'ForkOptions');
    log.require(
      bundles.some((bundle) => file.endsWith(bundle)),
      `utilityProcess.fork: ${file} is no child entry`,
    );
    log.require(existsSync(file), `utilityProcess.fork: no ${file}`);
    for (const [key, value] of Object.entries(options.env ?? {}))
      log.require(typeof value === 'string', `utilityProcess.fork: ${key} is no string`);
    const flags = (options.execArgv ?? []).flatMap((flag) => {
      log.require(flag.startsWith('--js-flags='), `utilityProcess ignores the flag ${flag}`);
      return flag.slice('--js-flags='.length).split(' ');
    });
    this.#child = fork(shim, [file, ...words], {
      execArgv: flags.filter(Boolean),
      env: { ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.once('spawn', () =>
      setImmediate(() => {
        if (this.#state !== 'starting') return;
        this.#state = 'running';
        this.emit('spawn');
      }),
    );
    this.#child.on('message', ({ message, views }: { message: unknown; views: View[] }) => {
      log.noteViews(views, `${this.#name} to main`);
      if (this.#state !== 'gone') this.emit('message', message);
    });
    this.#child.once('exit', (code) => {
      this.#state = 'gone';
      this.emit('exit', code ?? 0);
    });
  }

  get pid(): number | undefined {
    return this.#state === 'running' ? this.#child.pid : undefined;
  }

  postMessage(message: unknown): void {
    const copy = this.log.clone(message, `main to ${this.#name}`);
    if (this.#state !== 'gone') this.#child.send(copy as object, () => undefined);
  }

  /** Before `spawn`, does nothing and returns false, like Electron's. */
  kill(): boolean {
    if (this.#state !== 'running') return false;
    return this.#child.kill('SIGTERM');
  }

  endWithMain(): void {
    this.#child.kill('SIGKILL');
  }

  get isGone(): boolean {
    return this.#state === 'gone';
  }
}
