// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface FirstInstance {
  readonly role: 'first';
  close(): void;
}

export type Instance = FirstInstance | { readonly role: 'second' };

const lockOutcomes = ['locked', 'nothing-open', 'not-lockable'] as const;
export type LockOutcome = (typeof lockOutcomes)[number];

export interface InstanceRequests {
  files(paths: readonly string[]): void;
  lock(): Promise<LockOutcome>;
}

/** Messages are JSON: `{files: [absolute paths]}` is answered by `ok`, `{lock: true}` by a LockOutcome. */
const maxMessageBytes = 256 * 1024;

export async function becomeInstance(
  dataFolder: string,
  files: readonly string[],
  requests: InstanceRequests,
): Promise<Instance> {
  const address = await addressFor(dataFolder);
  if (await handOver(address, files)) return { role: 'second' };
  // Remove the socket of a killed process.
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = net.createServer((socket) => receive(socket, requests));
  try {
    await listen(server, address);
  } catch (error) {
    if (await handOver(address, files)) return { role: 'second' };
    throw error;
  }
  return { role: 'first', close: () => void server.close() };
}

const pipeNameFile = 'instance-name';

async function addressFor(dataFolder: string): Promise<string> {
  return process.platform === 'win32' ? await pipeAddress(dataFolder) : socketAddress(dataFolder, process);
}

/** sun_path holds 103 bytes on macOS. Falls back to $XDG_RUNTIME_DIR, on macOS to $TMPDIR. */
export function socketAddress(dataFolder: string, { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>): string {
  const inside = path.join(dataFolder, 'instance.sock');
  if (Buffer.byteLength(inside) <= 103) return inside;
  const folder = platform === 'darwin' ? env['TMPDIR'] : env['XDG_RUNTIME_DIR'];
  if (!folder?.startsWith('/') || (platform === 'darwin' && !isPrivate(folder))) {
    throw new Error('the path of the data folder is too long');
  }
  const id = createHash('sha256').update(path.resolve(dataFolder)).digest('hex').slice(0, 32);
  return path.join(folder, `certsteward-${id}.sock`);
}

/** $TMPDIR may be shared. */
function isPrivate(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}

/**
 * The name is random, so that other accounts can't create the pipe first. A copy of the folder has a different inode,
 * hence a different name.
 */
export async function pipeAddress(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, pipeNameFile);
  try {
    writeFileSync(file, randomBytes(16).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    const name = readFileSync(file, 'utf8');
    if (/^[0-9a-f]{32}$/.test(name)) {
      const { dev, ino } = statSync(dataFolder, { bigint: true });
      const id = createHash('sha256').update(`${name} ${dev} ${ino}`).digest('hex').slice(0, 32);
      return `\\\\.\\pipe\\certsteward-${id}`;
    }
    // Another process is writing the file.
    await setTimeout(25);
  }
  rmSync(file, { force: true });
  return await pipeAddress(dataFolder);
}

function listen(server: net.Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: address, readableAll: false, writableAll: false }, () => resolve());
  });
}

async function handOver(address: string, files: readonly string[]): Promise<boolean> {
  return (await ask(address, { files })) === 'ok';
}

/** Returns null if no app answers. Rejects on timeout. */
export async function askToLock(dataFolder: string): Promise<LockOutcome | null> {
  if (process.platform === 'win32' && !existsSync(path.join(dataFolder, pipeNameFile))) return null;
  const answer = await ask(await addressFor(dataFolder), { lock: true });
  return lockOutcomes.find((outcome) => outcome === answer) ?? null;
}

/** Returns null without a complete answer. Rejects on timeout. */
function ask(address: string, message: object): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(address);
    let answer = '';
    // A hung app's socket still accepts connections.
    socket.setTimeout(10_000, () => {
      socket.destroy();
      reject(new Error('a running app holds this data folder and does not answer'));
    });
    socket.on('connect', () => void socket.write(`${JSON.stringify(message)}\n`));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('utf8');
    });
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(answer.endsWith('\n') ? answer.slice(0, -1) : null));
  });
}

function receive(socket: net.Socket, requests: InstanceRequests): void {
  const chunks: Buffer[] = [];
  let size = 0;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxMessageBytes) return void socket.destroy();
    chunks.push(chunk);
    if (chunk.at(-1) !== 0x0a) return;
    const message = Buffer.concat(chunks).toString('utf8');
    if (asksToLock(message)) return void answerLock(socket, requests);
    const files = readFiles(message);
    if (!files) return void socket.destroy();
    socket.end('ok\n');
    requests.files(files);
  });
}

async function answerLock(socket: net.Socket, requests: InstanceRequests): Promise<void> {
  try {
    socket.end(`${await requests.lock()}\n`);
  } catch {
    socket.destroy();
  }
}

export function asksToLock(message: string): boolean {
  return message === `${JSON.stringify({ lock: true })}\n`;
}

export function readFiles(message: string): string[] | null {
  try {
    const { files } = JSON.parse(message) as { files?: unknown };
    const valid = Array.isArray(files) && files.every((file) => typeof file === 'string' && path.isAbsolute(file));
    return valid ? (files as string[]) : null;
  } catch {
    return null;
  }
}
