// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createRouter } from '../../../main/ipc/create-router.ts';
import { diagnosisErrors } from '../../../shared/domain/imports/diagnosis-codes.ts';
import { callNames, definitionOf } from '../../../shared/ipc/contract.ts';
import { stubHandlers } from '../../support/contract/stub-handlers.ts';
import { everythingGranted } from '../../support/contract/everything-granted.ts';

const origin = 'https://app.invalid';
const trusted = { knownWindow: true, topFrame: true, origin };

function routerThatRecords() {
  const called: string[] = [];
  const handlers = stubHandlers({}, (name) => async () => {
    called.push(name);
    throw new Error('reached');
  });
  const router = createRouter({
    handlers,
    origin,
    grants: everythingGranted,
    emit: () => undefined,
    logUnexpected: () => undefined,
  });
  return { router, called };
}

/** Generated from the contract, so new calls are covered. */
describe.each(callNames)('[X03] %s', (call) => {
  test.each([
    ['from a window that is not ours', { ...trusted, knownWindow: false }],
    ['from a frame inside the page', { ...trusted, topFrame: false }],
    ['from a foreign origin', { ...trusted, origin: 'https://evil.invalid' }],
    ['from an opaque origin', { ...trusted, origin: 'null' }],
  ])('is refused %s', async (_where, sender) => {
    const { router, called } = routerThatRecords();
    expect(await router({ call, input: {} }, sender)).toEqual({
      ok: false,
      error: { code: 'untrusted-sender', details: {} },
    });
    expect(called).toEqual([]);
  });

  test.each([
    ['no object', 'text'],
    ['an unknown property', { unexpected: true }],
    ['null', null],
    ['a list', []],
    ['a polluting key', JSON.parse('{"__proto__":{"x":1},"constructor":1}') as unknown],
  ])('refuses malformed input: %s', async (_what, input) => {
    const { router, called } = routerThatRecords();
    const answer = await router({ call, input }, trusted);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(called).toEqual([]);
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  test.each([
    ['a cycle', cycle],
    ['a bigint', { id: 1n }],
    ['a function', () => 1],
  ])('refuses input that JSON cannot express: %s', async (_what, input) => {
    const { router, called } = routerThatRecords();
    expect(await router({ call, input }, trusted)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(called).toEqual([]);
  });

  test('measures its size limit in bytes, not characters', async () => {
    const { router, called } = routerThatRecords();
    const filler = '证'.repeat(Math.ceil(definitionOf(call).maxBytes / 3));
    const answer = await router({ call, input: { filler } }, trusted);
    expect(answer).toMatchObject({ ok: false, error: { code: 'message-too-large' } });
    expect(called).toEqual([]);
  });

  test('refuses a message over its size limit', async () => {
    const { router, called } = routerThatRecords();
    const answer = await router({ call, input: { filler: 'x'.repeat(definitionOf(call).maxBytes) } }, trusted);
    expect(answer).toMatchObject({ ok: false, error: { code: 'message-too-large' } });
    expect(called).toEqual([]);
  });
});

test.each(['anchors.chooseFile', 'requests.takeReply'] as const)(
  '[X03] %s names every reason why a file does not open',
  (call) => {
    expect(definitionOf(call)?.errors).toEqual(expect.arrayContaining(diagnosisErrors));
  },
);
