// SPDX-License-Identifier: Apache-2.0
import { Duplex, pipeline, Transform } from 'node:stream';

const headEnd = '\r\n\r\n';
const maxHeadBytes = 16 * 1024;

/**
 * Drops Content-Length from HTTP/1.0 responses without keep-alive. Cisco's estserver (libest 3.2) undercounts multipart
 * bodies, which would cut off the certificate. Multipart bodies are self-delimiting (RFC 2046 §5.1).
 */
export function untilClosed(socket: Duplex): Duplex {
  let head: Buffer | null = Buffer.alloc(0);
  const readable = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (head === null) return done(null, chunk);
      const soFar = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = soFar.indexOf(headEnd);
      if (end < 0 && soFar.length < maxHeadBytes) {
        head = soFar;
        return done();
      }
      head = null;
      if (end >= 0) this.push(withoutLength(soFar.subarray(0, end)));
      done(null, end < 0 ? soFar : soFar.subarray(end));
    },
    flush: (done) => done(null, head),
  });
  pipeline(socket, readable, () => undefined);
  return Duplex.from({ readable, writable: socket });
}

function withoutLength(head: Buffer): Buffer {
  const lines = head.toString('latin1').split('\r\n');
  const keeps = lines.some((line) => /^connection\s*:.*keep-alive/i.test(line));
  if (!lines[0]?.startsWith('HTTP/1.0 ') || keeps) return head;
  return Buffer.from(lines.filter((line) => !/^content-length\s*:/i.test(line)).join('\r\n'), 'latin1');
}
