// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { WebdavAddress } from '../../../../shared/domain/backup/webdav-address.ts';
import { createHttpClient, type HttpAnswer } from '../../../net/http-client.ts';
import { redirectTarget } from '../../../net/http-address.ts';
import { namesInListing } from './remote-names.ts';
import { faultOfStatus } from './server-errors.ts';
import { createServerLogin } from './server-login.ts';

export interface Patience {
  readonly connectMs: number;
  readonly idleMs: number;
}

export interface RemoteFile {
  readonly bytes: number | null;
  readonly etag: string | null;
}

export interface RemoteContent extends RemoteFile {
  readonly from: number;
  readonly body: Readable;
}

/** Never retries. `faultOf` maps the errors. */
export interface WebdavServer {
  list(signal?: AbortSignal): Promise<Set<string>>;
  put(name: string, path: string, bytes: number, signal?: AbortSignal): Promise<void>;
  head(name: string, signal?: AbortSignal): Promise<RemoteFile | null>;
  get(name: string, from: number, etag: string | null, signal?: AbortSignal): Promise<RemoteContent>;
  /** Fails with status 412 if `to` exists. */
  move(from: string, to: string, signal?: AbortSignal): Promise<void>;
  remove(name: string, signal?: AbortSignal): Promise<void>;
  hangUp(): void;
}

const maxListingBytes = 16 * 1024 * 1024;
const listingBody =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>';

const redirects: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const maxRedirects = 3;
/** The first one, and one for a stale nonce. */
const maxChallenges = 2;

/** A WebDAV client (RFC 4918). Connects only to the host in `address`. */
export function webdavServer(address: WebdavAddress, password: string | null, patience: Patience): WebdavServer {
  const folder = `${address.url}/`;
  const urlOf = (name: string): string => `${folder}${encodeURIComponent(name)}`;
  const agreed = new Set([new URL(address.url).host]);
  const client = createHttpClient({ agreed, trust: { anchors: 'system', pins: [] }, ...patience });
  const login = createServerLogin(address.user === null ? null : { user: address.user, password: password ?? '' });

  async function ask(
    method: string,
    at: string,
    headers: Readonly<Record<string, string>>,
    { bodyOf, signal }: { bodyOf?: () => string | Readable; signal: AbortSignal | undefined },
  ): Promise<HttpAnswer> {
    let url = new URL(at);
    for (let hops = 0, challenges = 0; ;) {
      const fixed = { 'User-Agent': 'CertSteward', Accept: '*/*', 'Accept-Encoding': 'identity' };
      const all = { ...fixed, ...headers, ...login.headersFor({ method, path: url.pathname + url.search }) };
      const answer = await client.send(url, { method, headers: all, ...(bodyOf && { body: bodyOf() }), signal });
      const { status } = answer;
      if (status < 300) return answer;
      await answer.discard();
      if (redirects.has(status) && hops < maxRedirects) {
        hops += 1;
        url = redirectTarget(url, answer.headers['location'], agreed);
      } else {
        challenges += 1;
        const mayAnswer = status === 401 && challenges <= maxChallenges;
        if (!mayAnswer || !login.takes(answer.headers['www-authenticate'] ?? '')) throw faultOfStatus(status).error;
      }
    }
  }

  return {
    async list(signal) {
      const headers = { Depth: '1', 'Content-Type': 'application/xml; charset=utf-8' };
      const answer = await ask('PROPFIND', folder, headers, { bodyOf: () => listingBody, signal });
      const listing = await answer.read(maxListingBytes);
      const { status } = answer;
      // A server without WebDAV may respond as if to a GET.
      if (status !== 207) throw new AppError('server-failed', { status });
      return namesInListing(Buffer.from(listing).toString('utf8'));
    },
    async put(name, path, bytes, signal) {
      const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes) };
      const opened: Readable[] = [];
      const bodyOf = (): Readable => {
        const data = createReadStream(path);
        opened.push(data);
        return data;
      };
      try {
        await (await ask('PUT', urlOf(name), headers, { bodyOf, signal })).discard();
      } finally {
        for (const data of opened) data.on('error', () => undefined).destroy();
      }
    },
    async head(name, signal) {
      try {
        const answer = await ask('HEAD', urlOf(name), {}, { signal });
        await answer.discard();
        return { bytes: bytesOf(answer), etag: answer.headers['etag'] ?? null };
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    async get(name, from, etag, signal) {
      // If-Range forbids weak tags (RFC 9110 §13.1.5).
      const strong = etag?.startsWith('"') === true ? { 'If-Range': etag } : {};
      const headers = from === 0 ? {} : { Range: `bytes=${from}-`, ...strong };
      const answer = await ask('GET', urlOf(name), headers, { signal });
      const { status, stream: body } = answer;
      const current = answer.headers['etag'] ?? null;
      const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers['content-range'] ?? '');
      if (status !== 206) return { from: 0, bytes: bytesOf(answer), etag: current, body };
      if (Number(range?.[1]) !== from || !sameTag(etag, current)) {
        await answer.discard();
        return await this.get(name, 0, null, signal);
      }
      const whole = range?.[2] === '*' ? null : Number(range?.[2]);
      return { from, bytes: whole, etag: current, body };
    },
    async move(from, to, signal) {
      await (await ask('MOVE', urlOf(from), { Destination: urlOf(to), Overwrite: 'F' }, { signal })).discard();
    },
    async remove(name, signal) {
      await (await ask('DELETE', urlOf(name), {}, { signal })).discard();
    },
    hangUp: () => client.close(),
  };
}

/** Weak comparison (RFC 9110 §8.8.3.2). A missing tag matches. */
export function sameTag(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.replace(/^W\//, '') === other.replace(/^W\//, '');
}

export function statusOf(error: unknown): number | null {
  const status =
    error instanceof AppError ? error.details['status'] : error instanceof Error && 'status' in error && error.status;
  return typeof status === 'number' ? status : null;
}

function bytesOf({ headers }: HttpAnswer): number | null {
  const length = headers['content-length'];
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
}
