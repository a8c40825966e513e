// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { BodyKind } from '../../../formats/cmp/cmp-oids.ts';
import {
  protectedPart,
  writeBody,
  writeHeader,
  writeMessage,
  type CmpVersion,
} from '../../../formats/cmp/write-cmp.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import type { ServerTrust } from '../../../net/connect.ts';
import { createHttpClient } from '../../../net/http-client.ts';
import type { ParseClient } from '../../../parser/parse-client.ts';
import type { ParseReply } from '../../../parser/parse-protocol.ts';
import { validatePath } from '../../requests/validate-path.ts';
import { hostHeader, maxReplyBytes, rulesFor, urlOf, type ServerAddress } from '../server/server-address.ts';
import type { Protector } from './protector.ts';

export type CmpReply = ParseReply<'cmpMessage'>;

/** Persisted to resume a transaction. Values are lower-case hex. */
export interface TransactionState {
  readonly id: string;
  /** `senderNonce` of the last response. */
  readonly nonce: string | null;
}

export interface CmpServer {
  readonly address: ServerAddress;
  readonly trust: ServerTrust;
  readonly anchors: readonly FoundCertificate[];
  readonly protector: Protector;
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly signal: AbortSignal | null;
}

/** A CMP transaction (RFC 9810 §5.1.1). Verifies every response. */
export interface CmpSession {
  readonly state: () => TransactionState;
  /** True once the CA declined in a verified message. */
  readonly isOver: () => boolean;
  /**
   * Errors: `server-reply-unusable` (`reason`: `http`, `protection`, `transaction`, `nonce`, `cmp`), `request-declined`
   * (`status`), `code-refused`, those of the connection.
   */
  readonly send: (kind: BodyKind, content: Uint8Array, version?: CmpVersion) => Promise<CmpReply['body']>;
}

const nonceBytes = 16;
const timeoutMs = 60_000;

export function openSession(server: CmpServer, started: TransactionState | null): CmpSession {
  const transactionId = started === null ? new Uint8Array(randomBytes(nonceBytes)) : octets(started.id);
  let over = false;
  let lastNonce = started === null || started.nonce === null ? null : octets(started.nonce);

  async function send(kind: BodyKind, content: Uint8Array, version: CmpVersion = 'cmp2000'): Promise<CmpReply['body']> {
    const { protector, now, parse } = server;
    const senderNonce = new Uint8Array(randomBytes(nonceBytes));
    const header = writeHeader({
      version,
      sender: protector.sender,
      senderKid: protector.senderKid,
      messageTime: now(),
      protectionAlgorithm: protector.algorithm,
      transactionId,
      senderNonce,
      recipNonce: lastNonce,
    });
    const body = writeBody(kind, content);
    const protection = await protector.protect(protectedPart(header, body));
    const answer = await post(server, writeMessage(header, body, protection, protector.certificates));
    const reply = await readReply(parse, answer);
    const isGenuine = await isFrom(server, reply);
    if (reply.body.kind === 'error' || isRejection(reply.body)) {
      over ||= isGenuine;
      throw declined(reply.body, isGenuine);
    }
    if (!isGenuine) throw unusable('protection');
    if (!same(reply.transactionId, transactionId)) throw unusable('transaction');
    if (!same(reply.recipNonce, senderNonce) || reply.senderNonce === null) throw unusable('nonce');
    lastNonce = reply.senderNonce;
    return reply.body;
  }

  return {
    send,
    isOver: () => over,
    state: () => ({ id: hex(transactionId), nonce: lastNonce && hex(lastNonce) }),
  };
}

/** Sends one message over a new connection (RFC 9811 §3). */
async function post({ address, trust, signal: cancelled }: CmpServer, message: Uint8Array): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = cancelled === null ? timeout : AbortSignal.any([cancelled, timeout]);
  const headers = { Accept: 'application/pkixcmp', 'Content-Type': 'application/pkixcmp' };
  const client = createHttpClient(rulesFor(address, trust));
  const url = new URL(urlOf(address, address.path === '' ? '/' : address.path));
  const answer = await client.send(url, { method: 'POST', headers, body: message, signal });
  const { status } = answer;
  const body = await answer.read(maxReplyBytes).finally(() => client.close());
  // A response with an error status may contain a CMP message.
  if (status >= 300 && status < 400) throw new AppError('server-redirected', { host: hostHeader(address) });
  if (body.length === 0) throw status === 200 ? unusable('cmp') : new AppError('request-declined', { status });
  return body;
}

async function readReply(parse: ParseClient, der: Uint8Array): Promise<CmpReply> {
  try {
    return await parse.run('cmpMessage', { der });
  } catch (error) {
    if (error instanceof AppError && (error.code === 'damaged' || error.code === 'limit-exceeded'))
      throw unusable('cmp');
    throw error;
  }
}

async function isFrom({ protector, parse, anchors, now }: CmpServer, reply: CmpReply): Promise<boolean> {
  const { protectionAlgorithm, protection, protectedPart: data, signer, extraCertificates } = reply;
  if (protectionAlgorithm === null || protection === null) return false;
  if (protector.isFromPartner(protectionAlgorithm, data, protection)) return true;
  if (signer?.mayAnswer !== true) return false;
  return (await validatePath(parse, { leaf: signer.certificate, beside: extraCertificates, anchors }, now())).valid;
}

function isRejection(body: CmpReply['body']): body is Extract<CmpReply['body'], { status: unknown }> {
  return 'status' in body && body.status.status === 2;
}

/** Omits the server's text if the message is unauthenticated. */
function declined(body: Extract<CmpReply['body'], { status: unknown }>, isGenuine: boolean): AppError {
  const { failures, text } = body.status;
  if (
    failures.includes('badMessageCheck') ||
    failures.includes('signerNotTrusted') ||
    failures.includes('notAuthorized')
  ) {
    return new AppError('code-refused', { status: failures.join(', ') });
  }
  const words = [...failures, ...(isGenuine && text !== null ? [text] : [])].join(', ');
  return new AppError('request-declined', words === '' ? {} : { status: words });
}

function unusable(reason: string): AppError {
  return new AppError('server-reply-unusable', { reason });
}

function same(left: Uint8Array | null, right: Uint8Array): boolean {
  return left !== null && Buffer.compare(left, right) === 0;
}

function octets(hexText: string): Uint8Array {
  return new Uint8Array(Buffer.from(hexText, 'hex'));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
