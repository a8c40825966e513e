// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { bodyParts } from '../../../main/enrolment/providers/est/body-parts.ts';
import { readBase64Body } from '../../../main/enrolment/providers/server/base64-body.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const read = (contentType: string | undefined, body: string) =>
  bodyParts(contentType, Buffer.from(body, 'latin1')).map(({ type, parameters, body: part }) => ({
    type,
    parameters,
    body: text(part),
  }));
const two = (end: string) =>
  [
    '--b',
    'Content-Type: application/pkcs8',
    '',
    'AA',
    'BB',
    '--b',
    'content-type:X/Y; a="1"; B=2',
    '',
    'CC',
    '--b--',
    '',
  ].join(end);

describe('[E04] multipart answers', () => {
  test('are read with any line ending, boundary spelling and surrounding text', () => {
    for (const end of ['\r\n', '\n']) {
      const parts = [
        { type: 'application/pkcs8', parameters: {}, body: `AA${end}BB` },
        { type: 'x/y', parameters: { a: '1', b: '2' }, body: 'CC' },
      ];
      expect(read('multipart/mixed; boundary=b', two(end))).toEqual(parts);
      expect(read('Multipart/Mixed ; x=1; Boundary="b"', `--preamble${end}${two(end)}--b${end}`)).toEqual(parts);
      // Whitespace after a boundary is transport padding.
      expect(
        read('multipart/mixed; boundary=b', two(end).replaceAll('--b', '--b \t').replaceAll('--b \t--', '--b--')),
      ).toEqual(parts);
    }
  });

  test('are not split at another, longer or mid-line boundary', () => {
    const body = ['--b', '', 'x--b', '--bc', '--B', ' --b', '--b--'].join('\r\n');
    expect(read('multipart/mixed; boundary=b', body)).toEqual([
      { type: '', parameters: {}, body: 'x--b\r\n--bc\r\n--B\r\n --b' },
    ]);
  });

  test.each([
    ['no type', undefined, two('\n')],
    ['no boundary', 'multipart/mixed', two('\n')],
    ['an empty boundary', 'multipart/mixed; boundary=""', two('\n')],
    ['a boundary that is too long', `multipart/mixed; boundary=${'b'.repeat(71)}`, two('\n')],
    ['a boundary with a line end in it', 'multipart/mixed; boundary="b\\\nc"', two('\n')],
    ['another type', 'text/html; boundary=b', two('\n')],
    ['no end', 'multipart/mixed; boundary=b', two('\n').replace('--b--', '')],
    ['a header that does not end', 'multipart/mixed; boundary=b', '--b\nContent-Type: a/b\n--b--\n'],
    ['endless headers', 'multipart/mixed; boundary=b', `--b\n${'X: y\n'.repeat(40)}\nAA\n--b--\n`],
    ['nothing', 'multipart/mixed; boundary=b', ''],
  ])('are refused: %s', (_name, contentType, body) => {
    expect(() => read(contentType, body)).toThrow(
      expect.objectContaining({ code: 'authority-key-unusable', details: { reason: 'multipart' } }),
    );
  });

  test('are refused once they have too many parts', () => {
    expect(() => read('multipart/mixed; boundary=b', '--b\n\nA\n'.repeat(1000))).toThrow(
      expect.objectContaining({ details: { reason: 'parts' } }),
    );
  });

  test('have their base64 decoded exactly, and invalid base64 refused', () => {
    for (let length = 0; length < 200; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);
      // Anything starting like DER is used as is.
      if (bytes[0] === 0x30) continue;
      expect(readBase64Body(Buffer.from(Buffer.from(bytes).toString('base64')))).toEqual(bytes);
    }
    for (const bad of ['AA=A', 'A===', 'AA-A', 'AA_A', '-----BEGIN\nX-----AAAA', '-----AAAA', 'AA\u00e9A']) {
      expect(() => readBase64Body(Buffer.from(bad, 'latin1'))).toThrow('server-reply-unusable');
    }
  });
});
