// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { vaultWriteErrors } from '../../../shared/domain/errors/vault-errors.ts';
import { callNames, type CallName, definitionOf } from '../../../shared/ipc/contract.ts';
import { createRouter } from '../../../main/ipc/create-router.ts';
import type { CallContext, Handlers } from '../../../main/ipc/handler-types.ts';
import { otherCommands, writingCalls } from '../../support/contract/writing-calls.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';
import { stubHandlers } from '../../support/contract/stub-handlers.ts';
import { everythingGranted } from '../../support/contract/everything-granted.ts';

const origin = 'https://app.invalid';
const sender = { knownWindow: true, topFrame: true, origin };
const operationId = '6f6a2a0e-5f0c-4d2a-8c59-1a1f9f1c5a11';

function routerWith(overrides: Partial<Record<CallName, unknown>>, groups: Partial<Handlers> = {}) {
  const logged: unknown[] = [];
  const emitted: unknown[] = [];
  const router = createRouter({
    handlers: { ...stubHandlers(overrides), ...groups },
    origin,
    grants: everythingGranted,
    emit: (event, payload) => emitted.push([event, payload]),
    logUnexpected: (_call, error) => logged.push(error),
  });
  return { router, logged, emitted };
}

const draftInput = { draftId: operationId, password: null };

describe('[X03] router', () => {
  test('refuses to start when a handler is missing', () => {
    expect(() =>
      createRouter({
        handlers: {} as Handlers,
        origin,
        grants: everythingGranted,
        emit: () => undefined,
        logUnexpected: () => undefined,
      }),
    ).toThrow(/no handler: activity.list/);
  });

  test('[K01] every call that declares vault-busy also declares vault-newer', () => {
    const writing = callNames.filter((name) => definitionOf(name).errors.includes('vault-busy'));
    expect(writing).not.toEqual([]);
    expect(writing.filter((name) => !definitionOf(name).errors.includes('vault-newer'))).toEqual([]);
  });

  test('[K01] [K08] each command is classified as writing to the vault or not', () => {
    const commands = callNames.filter((name) => definitionOf(name).kind === 'command');
    expect([...writingCalls, ...otherCommands].toSorted()).toEqual(commands.toSorted());
  });

  test.each(writingCalls)('[K01] [K08] %s declares every error of a vault write', (name) => {
    const { errors } = definitionOf(name);
    expect(vaultWriteErrors.filter((code) => !errors.includes(code))).toEqual([]);
  });

  test.each(['nothing.known', '__proto__', 'toString', 'constructor'])('answers unknown-call to %s', async (call) => {
    const { router } = routerWith({});
    expect(await router({ call, input: {} }, sender)).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
  });

  test.each([
    'certificates.storedIssuers',
    'certificates.constructor',
    'certificates.__proto__',
    'certificates.toString',
    'certificates.detail.call',
    'certificates',
    'certificates.',
    '.detail',
    '__proto__.toString',
    'constructor.name',
  ])('[X03] %s, which is not in the contract, is an unknown call', async (call) => {
    const reached: unknown[] = [];
    const members = { storedIssuers: (input: unknown) => reached.push(input) };
    const certificates = { ...stubHandlers({}).certificates, ...members };
    const { router, logged } = routerWith({}, { certificates });
    expect(await router({ call, input: {} }, sender)).toEqual({
      ok: false,
      error: { code: 'unknown-call', details: {} },
    });
    expect(reached).toEqual([]);
    expect(logged).toEqual([]);
  });

  test('calls a service with its own `this`', async () => {
    class Settings {
      readonly #chosen = settingsSchema.parse({});
      get() {
        return this.#chosen;
      }
      change() {
        return this.#chosen;
      }
    }
    const { router } = routerWith({}, { settings: new Settings() });
    const answer = await router({ call: 'settings.get', input: {} }, sender);
    expect(answer).toEqual({ ok: true, value: settingsSchema.parse({}) });
  });

  test('accepts an undefined result only for a call with an empty output', async () => {
    const { router } = routerWith({ 'imports.discard': () => undefined, 'vault.status': () => undefined });
    const discarded = await router({ call: 'imports.discard', input: { draftId: operationId } }, sender);
    expect(discarded).toEqual({ ok: true, value: {} });
    expect(await router({ call: 'vault.status', input: {} }, sender)).toMatchObject({ error: { code: 'internal' } });
  });

  test('[X03] rejects an answer with a member that the contract does not name', async () => {
    const { router } = routerWith({ 'certificates.tag': async () => ({ changed: [], pkcs8: 'canary' }) });
    const input = { certificates: ['a'.repeat(64)], add: ['x'], remove: [] };
    const answer = await router({ call: 'certificates.tag', input }, sender);
    expect(answer).toEqual({ ok: false, error: { code: 'internal', details: {} } });
  });

  test('passes on a declared error with its details', async () => {
    const { router, logged } = routerWith({
      'certificates.detail': async () => {
        throw new AppError('not-found', { id: 'x' });
      },
    });
    const answer = await router({ call: 'certificates.detail', input: { sha256: 'a'.repeat(64) } }, sender);
    expect(answer).toEqual({ ok: false, error: { code: 'not-found', details: { id: 'x' } } });
    expect(logged).toEqual([]);
  });

  test.each([
    ['an undeclared code', new AppError('disk-full', { secret: 'canary' })],
    ['a plain error', new Error('canary')],
    ['a thrown string', 'canary'],
  ])('turns %s into internal, and only logs it', async (_what, thrown) => {
    const { router, logged } = routerWith({
      'certificates.detail': async () => {
        // oxlint-disable-next-line typescript/only-throw-error -- a handler may throw anything
        throw thrown;
      },
    });
    const answer = await router({ call: 'certificates.detail', input: { sha256: 'a'.repeat(64) } }, sender);
    expect(answer).toEqual({ ok: false, error: { code: 'internal', details: {} } });
    expect(logged).toEqual([thrown]);
  });

  test('turns an answer outside the contract into internal', async () => {
    const { router, logged } = routerWith({ 'settings.get': async () => ({ language: 'klingon' }) });
    expect(await router({ call: 'settings.get', input: {} }, sender)).toMatchObject({ error: { code: 'internal' } });
    expect(logged).toHaveLength(1);
  });

  test('reports the names of invalid fields, never their values', async () => {
    const { router } = routerWith({});
    const answer = await router({ call: 'imports.inspect', input: { draftId: 'canary', password: 7 } }, sender);
    expect(answer).toEqual({
      ok: false,
      error: { code: 'invalid-input', details: { fields: ['draftId', 'password'] } },
    });
  });

  test('[U05] matches progress and cancellation by operation ID', async () => {
    const { router, emitted } = routerWith({
      'imports.inspect': async (_input: unknown, context: CallContext) => {
        context.progress(0.5, 'reading');
        await new Promise((resolve) => context.signal.addEventListener('abort', resolve));
        throw new AppError('cancelled');
      },
    });
    const answer = router({ call: 'imports.inspect', input: draftInput, operationId }, sender);
    await Promise.resolve();
    const second = await router({ call: 'imports.inspect', input: draftInput, operationId }, sender);
    expect(second).toMatchObject({ error: { code: 'invalid-input' } });
    const cancel = await router({ call: 'operations.cancel', input: { operationId } }, sender);
    expect(cancel).toEqual({ ok: true, value: { cancelled: true } });
    expect(await answer).toMatchObject({ error: { code: 'cancelled' } });
    expect(emitted).toEqual([['operation.progress', { operationId, fraction: 0.5, step: 'reading' }]]);
    const late = await router({ call: 'operations.cancel', input: { operationId } }, sender);
    expect(late).toEqual({ ok: true, value: { cancelled: false } });
  });

  test('runs commands one after another, and queries without waiting', async () => {
    const order: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { router } = routerWith({
      'imports.discard': async () => {
        order.push('start');
        await held;
        order.push('end');
        return {};
      },
      'settings.get': async () => {
        order.push('query');
        return {
          language: 'en',
          theme: 'dark',
          textSize: 'large',
          window: { width: 500, height: 500, maximized: true },
        };
      },
    });
    const discard = { call: 'imports.discard', input: { draftId: operationId } };
    const first = router(discard, sender);
    const second = router(discard, sender);
    await router({ call: 'settings.get', input: {} }, sender);
    release();
    await Promise.all([first, second]);
    expect(order.filter((step) => step !== 'query')).toEqual(['start', 'end', 'start', 'end']);
    expect(order.indexOf('query')).toBeLessThan(order.indexOf('end'));
  });

  test('[E03] [U05] deleting a request under way blocks no other command, and can be cancelled', async () => {
    const { router } = routerWith({
      'certificates.tag': async () => ({ changed: [] }),
      'requests.remove': async (_input: unknown, { signal }: CallContext) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new AppError('cancelled');
      },
    });
    const removed = router({ call: 'requests.remove', input: { id: operationId }, operationId }, sender);
    const input = { certificates: ['a'.repeat(64)], add: ['x'], remove: [] };
    const tagged = router({ call: 'certificates.tag', input }, sender);
    // Deletion ends only when cancelled: a command behind it would never be answered.
    expect(await tagged).toEqual({ ok: true, value: { changed: [] } });
    const cancel = await router({ call: 'operations.cancel', input: { operationId } }, sender);
    expect(cancel).toEqual({ ok: true, value: { cancelled: true } });
    expect(await removed).toMatchObject({ error: { code: 'cancelled' } });
  });

  test('[K03] a lock does not wait for a command under way', async () => {
    const order: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { router } = routerWith({
      'imports.discard': async () => {
        await held;
        order.push('discarded');
        return {};
      },
      'vault.lock': async () => {
        order.push('locked');
        return {};
      },
    });
    const first = router({ call: 'imports.discard', input: { draftId: operationId } }, sender);
    await router({ call: 'vault.lock', input: {} }, sender);
    release();
    await first;
    expect(order).toEqual(['locked', 'discarded']);
  });
});
