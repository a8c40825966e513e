// SPDX-License-Identifier: Apache-2.0
import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates } from 'node:tls';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Milliseconds. */
export interface Patience {
  /** Including TLS. */
  readonly connectMs: number;
  /** Without traffic. */
  readonly idleMs: number;
}

export interface OneServerAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** Unread responses keep connections and process alive. */
  hangUp(): void;
}

/**
 * Connects only to this server: redirects cannot send credentials elsewhere or without TLS. Errors:
 * `server-redirected`, those of net and tls (`ETIMEDOUT`: no progress).
 */
export function oneServerAgents(address: string, patience: Patience): OneServerAgents {
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const usual = protocol === 'https:' ? 443 : 80;
  const number = port === '' ? usual : Number(port);
  const sockets = new Set<Socket>();
  const httpAgent = new HttpAgent({ keepAlive: false });
  const httpsAgent = new HttpsAgent({ keepAlive: false });
  const guard = (agent: HttpAgent, own: string, open: () => Socket): void => {
    agent.createConnection = (asked: ClientRequestArgs) => {
      const wanted = (asked.host ?? '').replace(/^\[(.*)\]$/, '$1');
      if (protocol !== own || wanted !== host || Number(asked.port) !== number) {
        throw new AppError('server-redirected', { host: `${wanted}:${String(asked.port)}` });
      }
      const socket = open();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    };
  };
  guard(httpAgent, 'http:', () => watched(connect({ host, port: number }), 'connect', patience));
  guard(httpsAgent, 'https:', () => {
    const socket = connectTls({
      host,
      port: number,
      ...(isIP(host) === 0 && { servername: host }),
      ca: trustedRoots(),
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
    });
    return watched(socket, 'secureConnect', patience);
  });
  return {
    httpAgent,
    httpsAgent,
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function watched<S extends Socket>(socket: S, ready: 'connect' | 'secureConnect', patience: Patience): S {
  const giveUp = (): void => {
    socket.destroy(Object.assign(new Error('no progress'), { code: 'ETIMEDOUT' }));
  };
  const timer = setTimeout(giveUp, patience.connectMs);
  const stop = (): void => clearTimeout(timer);
  socket.once(ready, stop).once('close', stop);
  socket.setTimeout(patience.idleMs, giveUp);
  return socket;
}

/** PEM: runtime, system (company CAs), NODE_EXTRA_CA_CERTS. */
function trustedRoots(): string[] {
  return (['bundled', 'system', 'extra'] as const).flatMap((kind) => {
    try {
      return getCACertificates(kind);
    } catch {
      return [];
    }
  });
}
