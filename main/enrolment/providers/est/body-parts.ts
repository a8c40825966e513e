// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { headerParameters } from '../../../net/authorization.ts';

export interface BodyPart {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const maxParts = 8;
const maxHeaderLines = 32;

/**
 * Splits a multipart body (RFC 2046 §5.1) with CRLF or LF, ignoring preamble and epilogue. Errors:
 * `authority-key-unusable` (`reason` `multipart` if malformed, `parts` if too many).
 */
export function bodyParts(contentType: string | undefined, body: Uint8Array): BodyPart[] {
  const { type, parameters } = mediaType(contentType ?? '');
  const { boundary = '' } = parameters;
  if (!type.startsWith('multipart/') || !/^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/.test(boundary))
    throw noMultipart();
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: BodyPart[] = [];
  let begun: number | null = null;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf(0x0a, at);
    const next = end < 0 ? text.length : end + 1;
    const mark = delimiterIn(text.subarray(at, next), boundary);
    if (mark !== null) {
      if (begun !== null) parts.push(partOf(text.subarray(begun, withoutLineEnd(text, begun, at))));
      if (mark === 'last') return parts;
      if (parts.length === maxParts) throw new AppError('authority-key-unusable', { reason: 'parts' });
      begun = next;
    }
    at = next;
  }
  throw noMultipart();
}

function noMultipart(): AppError {
  return new AppError('authority-key-unusable', { reason: 'multipart' });
}

function delimiterIn(line: Buffer, boundary: string): 'next' | 'last' | null {
  // Skip lines longer than any delimiter.
  if (line[0] !== 0x2d || line[1] !== 0x2d || line.length > boundary.length + 64) return null;
  const words = line.toString('latin1').trimEnd();
  if (words === `--${boundary}`) return 'next';
  return words === `--${boundary}--` ? 'last' : null;
}

/** The line end before a delimiter is part of the delimiter (RFC 2046). */
function withoutLineEnd(text: Buffer, from: number, to: number): number {
  let end = to;
  if (end > from && text[end - 1] === 0x0a) end -= 1;
  if (end > from && text[end - 1] === 0x0d) end -= 1;
  return end;
}

function partOf(part: Buffer): BodyPart {
  let at = 0;
  let kind = '';
  for (let lines = 0; at < part.length; lines += 1) {
    const end = part.indexOf(0x0a, at);
    if (end < 0 || lines === maxHeaderLines) throw noMultipart();
    const line = part
      .subarray(at, Math.min(end, at + 1024))
      .toString('latin1')
      .trimEnd();
    at = end + 1;
    if (line === '') break;
    const [, value] = /^content-type\s*:(.*)$/i.exec(line) ?? [];
    if (value !== undefined) kind = value;
  }
  return { ...mediaType(kind), body: part.subarray(at) };
}

/** RFC 9110 §8.3.1. */
function mediaType(header: string): Pick<BodyPart, 'type' | 'parameters'> {
  const [type = '', rest = ''] = header.split(/;(.*)/s);
  return { type: type.trim().toLowerCase(), parameters: headerParameters(rest) };
}
