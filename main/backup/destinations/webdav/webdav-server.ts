// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { RequestDataPayload, Response, WebDAVClient, WebDAVClientError, WebDAVClientOptions } from 'webdav';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { WebdavAddress } from '../../../../shared/domain/backup/webdav-address.ts';
import { oneServerAgents, type OneServerAgents, type Patience } from './one-server-agents.ts';
import { namesInListing } from './remote-names.ts';
import { faultOfStatus } from './server-errors.ts';
import { basicHeader, digestOptions, type ServerLogin } from './server-login.ts';

export interface RemoteFile {
  /** Null: not reported. */
  readonly bytes: number | null;
  readonly etag: string | null;
}

export interface RemoteContent extends RemoteFile {
  readonly from: number;
  readonly body: Readable;
}

/** One request per call; errors for `faultOf`. */
export interface WebdavServer {
  list(signal?: AbortSignal): Promise<Set<string>>;
  put(name: string, path: string, bytes: number, signal?: AbortSignal): Promise<void>;
  head(name: string, signal?: AbortSignal): Promise<RemoteFile | null>;
  /** From 0 if the server cannot, or `etag` no longer matches. */
  get(name: string, from: number, etag: string | null, signal?: AbortSignal): Promise<RemoteContent>;
  /** Status 412: `to` is taken. */
  move(from: string, to: string, signal?: AbortSignal): Promise<void>;
  remove(name: string, signal?: AbortSignal): Promise<void>;
  hangUp(): void;
}

/** 10,000 files with all properties. */
const maxListingBytes = 16 * 1024 * 1024;
const listingBody =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>';

type Answer = Response & { readonly body: Readable };

/** Connects later. `password` is ignored without a user. */
export function webdavServer(address: WebdavAddress, password: string | null, patience: Patience): WebdavServer {
  const folder = `${address.url}/`;
  const urlOf = (name: string): string => `${folder}${encodeURIComponent(name)}`;
  const agents = oneServerAgents(address.url, patience);
  const login: ServerLogin = { user: address.user, password: password ?? '' };
  let client: Promise<WebDAVClient> | null = null;
  let asksDigest = false;

  async function ask(
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    { data, signal }: { data?: string | Readable | undefined; signal: AbortSignal | undefined },
  ): Promise<Answer> {
    client ??= connect(address.url, agents, basicHeader(login));
    const request = {
      method,
      url,
      headers: { 'User-Agent': 'CertSteward', 'Accept-Encoding': 'identity', ...headers },
      // Streams work despite the types.
      ...(data !== undefined && { data: data as RequestDataPayload }),
      ...(signal && { signal }),
    };
    let response: Answer;
    try {
      response = (await (await client).customRequest('', request)) as Answer;
    } catch (error) {
      const digest = statusOf(error) === 401 ? digestOptions(challengeOf(error), login) : null;
      // A stream cannot be resent: the listing before uploads finds this out.
      if (digest === null || asksDigest || typeof data === 'object') throw error;
      asksDigest = true;
      client = connect(address.url, agents, {}, digest);
      return await ask(method, url, headers, { data, signal });
    }
    // With digest the library passes 401.
    if (response.status >= 300) {
      response.body.on('error', () => undefined).destroy();
      throw faultOfStatus(response.status).error;
    }
    return response;
  }

  async function done(asked: Promise<{ readonly body: Readable }>): Promise<void> {
    const { body } = await asked;
    body.on('error', () => undefined).destroy();
  }

  return {
    async list(signal) {
      const headers = { Depth: '1', 'Content-Type': 'application/xml; charset=utf-8' };
      const { status, body } = await ask('PROPFIND', folder, headers, { data: listingBody, signal });
      const listing = await readText(body, maxListingBytes);
      // A server without WebDAV answers as to a GET.
      if (status !== 207) throw new AppError('server-failed', { status });
      return namesInListing(listing);
    },
    async put(name, path, bytes, signal) {
      const data = createReadStream(path, { start: 0 });
      try {
        const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes) };
        await done(ask('PUT', urlOf(name), headers, { data, signal }));
      } finally {
        data.on('error', () => undefined).destroy();
      }
    },
    async head(name, signal) {
      try {
        const response = await ask('HEAD', urlOf(name), {}, { signal });
        response.body.on('error', () => undefined).destroy();
        return { bytes: bytesOf(response), etag: response.headers.get('etag') };
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    async get(name, from, etag, signal) {
      // No weak tags in If-Range (RFC 9110 §13.1.5): compare the response's.
      const strong = etag?.startsWith('"') === true ? { 'If-Range': etag } : {};
      const headers = from === 0 ? {} : { Range: `bytes=${from}-`, ...strong };
      const response = await ask('GET', urlOf(name), headers, { signal });
      const told = response.headers.get('etag');
      const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
      if (response.status !== 206) return { from: 0, bytes: bytesOf(response), etag: told, body: response.body };
      if (Number(range?.[1]) !== from || !sameTag(etag, told)) {
        response.body.on('error', () => undefined).destroy();
        return await this.get(name, 0, null, signal);
      }
      const whole = range?.[2] === '*' ? null : Number(range?.[2]);
      return { from, bytes: whole, etag: told, body: response.body };
    },
    async move(from, to, signal) {
      await done(ask('MOVE', urlOf(from), { Destination: urlOf(to), Overwrite: 'F' }, { signal }));
    },
    async remove(name, signal) {
      await done(ask('DELETE', urlOf(name), {}, { signal }));
    },
    hangUp: () => agents.hangUp(),
  };
}

/** RFC 9110 §8.8.3.2, weak; absent matches. */
export function sameTag(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.replace(/^W\//, '') === other.replace(/^W\//, '');
}

export function statusOf(error: unknown): number | null {
  const status =
    error instanceof AppError ? error.details['status'] : error instanceof Error && 'status' in error && error.status;
  return typeof status === 'number' ? status : null;
}

async function connect(
  url: string,
  { httpAgent, httpsAgent }: OneServerAgents,
  headers: Record<string, string>,
  digest?: Pick<WebDAVClientOptions, 'username' | 'password' | 'ha1'>,
): Promise<WebDAVClient> {
  const { createClient, AuthType } = await import('webdav');
  const authType = digest ? AuthType.Digest : AuthType.None;
  return createClient(url, { authType, headers, httpAgent, httpsAgent, ...digest });
}

function challengeOf(error: unknown): string | null {
  return (error as WebDAVClientError).response?.headers.get('www-authenticate') ?? null;
}

function bytesOf(response: Response): number | null {
  const told = response.headers.get('content-length');
  return told !== null && /^\d{1,15}$/.test(told) ? Number(told) : null;
}

async function readText(body: Readable, most: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > most) throw new AppError('limit-exceeded', { limit: 'size' });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
