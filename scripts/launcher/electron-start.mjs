// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { endSignals, root } from './commands.mjs';
import { startFailure } from './start-failure.mjs';

/**
 * `code` is null if Electron failed before its window opened.
 * @typedef {{ code: number, why: null } | { code: null, why: string, hung: boolean }} ElectronRun
 */

const lookEveryMs = 50;
const endWithinMs = 5000;
const keptOctets = 256 * 1024;

/**
 * The app reports its start through a file, because an inherited descriptor on Linux keeps the window from loading
 * (electron#17044).
 * @param {string} file @param {readonly string[]} args @param {{ seconds: number, opened: () => void }} options
 * @returns {Promise<ElectronRun>}
 */
export async function runElectron(file, args, { seconds, opened }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'certsteward-start-'));
  const startedFile = path.join(folder, 'started');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, CERTSTEWARD_STARTED_FILE: startedFile };
  delete env.ELECTRON_RUN_AS_NODE;
  const hasStarted = () => existsSync(startedFile);
  // An early signal must not orphan the child.
  let interrupted = false;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    interrupted = true;
    if (!hasStarted()) void end(child, ending);
    // As in `runWindow`.
    else if (signal !== 'SIGINT' && process.platform !== 'win32') child.kill(signal);
  };
  for (const signal of endSignals) process.on(signal, passOn);
  /** @type {import('node:child_process').ChildProcessByStdio<null, null, import('node:stream').Readable>} */
  let child;
  try {
    child = spawn(file, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'pipe'] });
  } catch (error) {
    // spawn throws some errors and emits others, such as ENOENT, as events.
    for (const signal of endSignals) process.off(signal, passOn);
    rmSync(folder, { recursive: true, force: true });
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? 'unknown';
    return { code: null, why: startFailure({ code: null, signal: null, error: code, stderr: '' }), hung: false };
  }
  const output = keepOutput(child.stderr);
  const ending = endOf(child);
  try {
    const first = await firstOf(ending, hasStarted, seconds * 1000);
    if (first === 'started') {
      opened();
      output.show();
    } else if (first === 'hung') await end(child, ending);
    const { code, signal, error } = await ending;
    await output.settled();
    if (interrupted) return { code: code ?? 130, why: null };
    if (first === 'started' || hasStarted()) return { code: code ?? 128, why: null };
    const hung = first === 'hung';
    const why = hung
      ? `it opened no window within ${seconds} s`
      : startFailure({ code, signal, error, stderr: output.text() });
    return { code: null, why: `${why}${keptLog(output.text())}`, hung };
  } finally {
    for (const signal of endSignals) process.off(signal, passOn);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, error: string | null }} End */

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<End>} */
function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? 'unknown';
      resolve({ code: null, signal: null, error: code });
    });
    // Not `close`, because a child of Electron may still hold the pipe.
    child.once('exit', (code, signal) => resolve({ code, signal, error: null }));
  });
}

/** @param {Promise<End>} ending @param {() => boolean} hasStarted @param {number} milliseconds */
async function firstOf(ending, hasStarted, milliseconds) {
  const limit = performance.now() + milliseconds;
  let ended = false;
  void ending.then(() => (ended = true));
  for (;;) {
    if (hasStarted()) return 'started';
    if (ended) return 'ended';
    if (performance.now() > limit) return 'hung';
    await Promise.race([ending, setTimeout(lookEveryMs)]);
  }
}

/** @param {import('node:child_process').ChildProcess} child @param {Promise<End>} ending */
async function end(child, ending) {
  child.kill('SIGTERM');
  const limit = new AbortController();
  const late = setTimeout(endWithinMs, 'late', { signal: limit.signal }).catch(() => undefined);
  if ((await Promise.race([ending, late])) === 'late') child.kill('SIGKILL');
  limit.abort();
}

/** @param {import('node:stream').Readable} stream */
function keepOutput(stream) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  let isShown = false;
  stream.on('data', (/** @type {Buffer} */ chunk) => {
    if (isShown) return void process.stderr.write(chunk);
    if (size < keptOctets) chunks.push(chunk);
    size += chunk.length;
  });
  const ended = new Promise((resolve) => void stream.once('close', resolve));
  return {
    text: () => Buffer.concat(chunks).toString('utf8'),
    show() {
      isShown = true;
      process.stderr.write(Buffer.concat(chunks.splice(0)));
    },
    /** Waits for output that arrives after the exit. */
    async settled() {
      await Promise.race([ended, setTimeout(500, undefined, { ref: false })]);
      stream.destroy();
    },
  };
}

/** @param {string} text @returns {string} */
function keptLog(text) {
  if (text === '') return '';
  try {
    const file = path.join(root, 'out', 'electron-start.log');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
    return ` (details: ${path.relative(root, file)})`;
  } catch {
    return '';
  }
}
