// SPDX-License-Identifier: Apache-2.0
import { request, type IncomingMessage } from 'node:http';
import { BlockList, connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { timedOut } from './connection-errors.ts';
import { bareHost, portOf } from './http-address.ts';
import { trustedRoots } from './trusted-roots.ts';

export type SystemProxy = (url: string) => Promise<string>;

let systemProxy: SystemProxy = async () => 'DIRECT';

/** Used if the environment names no proxy. */
export function setSystemProxy(ask: SystemProxy): void {
  systemProxy = ask;
}

/** Returns null for a direct connection, always used for loopback. Errors: EPROXY (unusable proxy). */
export async function proxyFor(url: URL, env: NodeJS.ProcessEnv = process.env): Promise<URL | null> {
  if (isLoopback(bareHost(url))) return null;
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const named = [env[name], env[name.toUpperCase()]].find((value) => value !== undefined && value !== '');
  if (named === undefined) return proxyIn(await systemProxy(url.href).catch(() => 'DIRECT'));
  if (isExcepted(url, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return null;
  const proxy = URL.parse(named.includes('://') ? named : `http://${named}`);
  if (proxy !== null && ['http:', 'https:'].includes(proxy.protocol)) return proxy;
  throw unusable();
}

function unusable(): Error {
  return Object.assign(new Error('unusable proxy'), { code: 'EPROXY' });
}

/** Skips SOCKS (unsupported). Throws if nothing else is offered: a direct connection would reveal the IP address. */
function proxyIn(answer: string): URL | null {
  for (const choice of answer.split(';').filter((each) => each.trim() !== '')) {
    const [kind = '', place = ''] = choice.trim().split(/\s+/);
    if (/^direct$/i.test(kind)) return null;
    const scheme = { proxy: 'http', http: 'http', https: 'https' }[kind.toLowerCase()];
    const proxy = scheme === undefined ? null : URL.parse(`${scheme}://${place}`);
    if (proxy !== null) return proxy;
  }
  if (answer.trim() !== '') throw unusable();
  return null;
}

/** curl's `no_proxy` rules: `*`, a host or domain with its subdomains, an optional port, IP networks. */
function isExcepted(url: URL, list: string): boolean {
  const host = bareHost(url);
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
      if (port !== undefined && Number(port) !== portOf(url)) return false;
      const bare = bareHost({ hostname: name });
      return isIP(host) === 0 ? host === bare || host.endsWith(`.${bare}`) : host === bare || isInNetwork(host, bare);
    });
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', bits] = network.split('/');
  const [family, other] = [host, address].map((each) => (isIP(each) === 6 ? 'ipv6' : 'ipv4'));
  if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits ?? '') || family !== other) return false;
  if (Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return list.check(host, family);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** RFC 9110 §11.7.2. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(login, 'utf8').toString('base64')}` };
}

export function connectToProxy(proxy: URL): Socket {
  const place = { host: bareHost(proxy), port: portOf(proxy) };
  if (proxy.protocol === 'http:') return connect(place);
  return connectTls({ ...place, ...(isIP(place.host) === 0 && { servername: place.host }), ca: trustedRoots() });
}

/** RFC 9110 §9.3.6. Errors: EPROXY (refused), those of the connection. */
export async function openTunnel(hop: Socket, proxy: URL, url: URL, signal: AbortSignal): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const target = `${url.hostname}:${portOf(url)}`;
  const asked = request({
    createConnection: () => hop,
    method: 'CONNECT',
    path: target,
    headers: { Host: target, ...proxyAuthorization(proxy) },
    maxHeaderSize: 16 * 1024,
    signal,
  });
  asked.once('connect', ({ statusCode = 0 }: IncomingMessage, socket: Socket, head: Buffer) => {
    if (statusCode >= 200 && statusCode < 300 && head.length === 0) return resolve(socket);
    socket.destroy();
    reject(Object.assign(new Error(`the proxy answered ${statusCode}`), { code: 'EPROXY' }));
  });
  asked.once('error', (error) => reject(signal.aborted ? timedOut() : error));
  asked.end();
  return await promise;
}
