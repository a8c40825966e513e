// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { OpensslAuthority } from './openssl-authority.ts';

export interface AnswerServer {
  readonly port: number;
  readonly origin: string;
  /** `METHOD path` of each request. */
  readonly requests: string[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export async function startAnswerServer(answer: Answer): Promise<AnswerServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  return { ...(await listening(server)), requests };
}

async function listening(server: Server): Promise<Omit<AnswerServer, 'requests'>> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { port, origin: `http://127.0.0.1:${port}`, close };
}

/** Returns a free port in advance, because certificates name the responder before it starts. */
export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export interface Responder {
  stop(): Promise<void>;
}

/** Resolves when `openssl ocsp` accepts requests. @param signer whose key signs; by default the CA's */
export async function startResponder(
  authority: OpensslAuthority,
  port: number,
  signer?: string,
  more?: readonly string[],
): Promise<Responder> {
  const argv = [...authority.responderArguments(signer, more), '-port', String(port)];
  const child = spawn('openssl', argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const ready = Promise.withResolvers<void>();
  const onText = (text: Buffer): void => {
    log += text.toString('latin1');
    if (/ACCEPT|waiting for/i.test(log)) ready.resolve();
  };
  child.stdout.on('data', onText);
  child.stderr.on('data', onText);
  child.once('exit', () => ready.reject(new Error(`openssl ocsp ended: ${log}`)));
  await ready.promise;
  return {
    async stop() {
      child.removeAllListeners('exit');
      child.kill();
      await once(child, 'exit');
    },
  };
}
