// SPDX-License-Identifier: Apache-2.0
import { onTestFinished, describe, expect, test } from 'vitest';
import { inspectBytes, inspectInParts } from '../../../main/formats/inspect/inspect-bytes.ts';
import type { FoundCertificate } from '../../../main/formats/inspect/inspection.ts';
import { pemBlock } from '../../../main/formats/writers/write-pem.ts';
import { collectParts } from '../../../main/parser/collect-parts.ts';
import { createIncomingBytes } from '../../../main/children/pieces.ts';
import { createParseClient } from '../../../main/parser/parse-client.ts';
import type { ChildChannel } from '../../../main/children/process-port.ts';
import { integer } from '../../../main/x509/der/der-writer.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { encodeCertificate } from '../x509/certificates.ts';

const count = 1200;
const leaves = Array.from({ length: count }, (_, index) => encodeCertificate({ serial: integer(index + 1) }));
const issuer = encodeCertificate({ subject: [[['2.5.4.3', 'issuer']]], issuer: [[['2.5.4.3', 'root']]] });
/**
 * The issuer comes first in the file, but second in the result. The last leaf occurs twice, named the second time.
 */
const file = Buffer.concat([
  pemBlock('CERTIFICATE', issuer),
  ...leaves.map((der) => pemBlock('CERTIFICATE', der)),
  Buffer.from('Bag Attributes\n    friendlyName: late\n'),
  pemBlock('CERTIFICATE', leaves.at(-1) ?? issuer),
]);

describe('[L07] a large file comes out of the parser in parts', () => {
  test('the parts keep the order and late names of the whole', async () => {
    const whole = await inspectBytes(file, { password: null });
    expect(whole.certificates).toHaveLength(count + 1);
    expect(whole.certificates[0]?.der).toEqual(leaves[0]);
    expect(whole.certificates[1]?.der).toEqual(issuer);
    expect(whole.certificates.at(-1)?.friendlyName).toBe('late');

    const sizes: number[] = [];
    const parts = collectParts();
    const rest = await inspectInParts(file, { password: null }, (part) => {
      sizes.push(part.length);
      parts.add(part);
    });
    expect(Math.max(...sizes)).toBeLessThan(300);
    expect(parts.inOrder(rest.order)).toEqual(whole.certificates);
  });

  test('a child takes the file in pieces and returns it in parts', async () => {
    const client = createParseClient(startNodeChild);
    onTestFinished(() => client.close());
    const large = Buffer.concat([file, Buffer.alloc(2_500_000, '\n')]);
    let sent = false;
    const found = await client.run('inspect', { bytes: large, password: null }, undefined, () => (sent = true));
    expect(sent).toBe(true);
    expect(found).toEqual(await inspectBytes(file, { password: null }));
    // Replacing the child after a large file isn't a restart.
    expect(await client.run('inspect', { bytes: file, password: null })).toEqual(found);
    expect(client.restarts).toBe(0);
  });
});

describe('[X07] a compromised child', () => {
  const found = async (): Promise<FoundCertificate[]> => [
    ...(await inspectBytes(file, { password: null })).certificates,
  ];

  test.each([
    ['an index twice', [0, 0]],
    ['an index too high', [0, 2]],
    ['an index too few', [0]],
  ])('cannot omit or duplicate a certificate: %s', async (_what, indices) => {
    const parts = collectParts();
    parts.add((await found()).slice(0, 2));
    expect(() => parts.inOrder({ indices, lateNames: [] })).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  test('cannot flood the main process', async () => {
    const parts = collectParts();
    const thousand = (await found()).slice(0, 1000);
    for (let index = 0; index < 50; index++) parts.add(thousand);
    expect(() => parts.add(thousand)).toThrow(expect.objectContaining({ code: 'limit-exceeded' }));
  });

  test.each([
    ['a part that is no certificate', { part: [{ der: 'x' }] }, 'internal'],
    ['a part for an operation without parts', { part: [] }, 'internal'],
  ])('is killed: %s', async (_what, message, code) => {
    let killed = false;
    const operation = message.part.length > 0 ? 'inspect' : 'publicKeyHash';
    const startChild = (): ChildChannel => {
      let listener: (message: unknown) => void = () => undefined;
      return {
        post: async (request) => listener({ id: (request as { id: number }).id, ...message }),
        onMessage: (given) => (listener = given),
        onExit: () => undefined,
        kill: () => (killed = true),
      };
    };
    const client = createParseClient(startChild);
    const input = operation === 'inspect' ? { bytes: new Uint8Array(1), password: null } : { pkcs8: new Uint8Array(1) };
    await expect(client.run(operation, input as never)).rejects.toMatchObject({ code });
    expect(killed).toBe(true);
  });
});

test('[X07] the pieces of a file must add up to its announced size', () => {
  const incoming = createIncomingBytes(10);
  incoming.add(1, 4, Uint8Array.of(1, 2));
  incoming.add(1, 4, Uint8Array.of(3, 4));
  expect(incoming.take(1)).toEqual(Uint8Array.of(1, 2, 3, 4));
  expect(incoming.take(1)).toBeNull();
  incoming.add(2, 4, Uint8Array.of(1));
  expect(() => incoming.take(2)).toThrow();
  expect(() => incoming.add(3, 11, Uint8Array.of(1))).toThrow();
  expect(() => incoming.add(4, 1, Uint8Array.of(1, 2))).toThrow();
});
