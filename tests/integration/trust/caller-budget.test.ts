// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Caller, limits, maxListBytes } from '../../../main/trust/revocation/caller.ts';
import type { Contact } from '../../../shared/schemas/trust/revocation.ts';
import { type AnswerServer, startAnswerServer } from '../../support/x509/answer-servers.ts';

let server: AnswerServer;
beforeAll(async () => {
  const largest = Buffer.alloc(limits.crl.maxBytes);
  server = await startAnswerServer(({ url = '' }, response) => {
    response.end(
      url === '/small'
        ? Buffer.alloc(64)
        : url === '/rest'
          ? largest.subarray(0, maxListBytes % largest.length)
          : largest,
    );
  });
});
afterAll(async () => server.close());

function contact(kind: Contact['kind'], path: string): Contact {
  const host = `127.0.0.1:${server.port}`;
  const about = { certificate: 'a'.repeat(64), name: 'leaf', isPlain: true };
  return { kind, url: `${server.origin}/${path}`, host: { ascii: host, unicode: host }, ...about };
}

test('[V02] all CRLs of one check share a size limit, which doesn’t apply to issuers', async () => {
  const asked = [
    contact('crl', 'one'),
    contact('crl', 'two'),
    contact('delta', 'three'),
    contact('delta', 'rest'),
    contact('delta', 'small'),
    contact('issuer', 'small'),
  ];
  const caller = new Caller({
    cache: { find: async () => null, hold: () => undefined },
    rules: {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      shown: new Set([`127.0.0.1:${server.port}`]),
      isAllowed: () => true,
    },
    agreed: new Set(asked.map(({ url }) => url)),
    onCall: () => undefined,
  });
  const came: boolean[] = [];
  for (const each of asked) came.push(await caller.callOne([each], null));
  expect(came).toEqual([true, true, false, true, false, true]);
  expect(caller.resultOf(asked[2] as Contact, []).outcome).toBe('too-large');
  expect(caller.resultOf(asked[4] as Contact, []).outcome).toBe('too-large');
  // `/small` is requested only as the issuer: the lists' budget is used up.
  expect(server.requests).toEqual(['GET /one', 'GET /two', 'GET /three', 'GET /rest', 'GET /small']);
});
