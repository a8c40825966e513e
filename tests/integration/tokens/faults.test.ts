// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilerUnavailable } from '../../support/tokens/modules/broken-modules/compile.ts';
import { makeMinimalToken, type MinimalToken } from '../../support/tokens/modules/broken-modules/minimal-token.ts';
import {
  makeLibraryThatIsNoModule,
  makeModuleForOtherProcessor,
  makeNullListModule,
  makeTextNamedAsModule,
} from '../../support/tokens/modules/broken-modules/not-modules.ts';
import { objectsOf } from '../../support/tokens/work/objects-of.ts';
import { softHsm, type SoftHsmTarget } from '../../support/tokens/modules/softhsm.ts';
import { targetFolder } from '../../support/tokens/modules/target-folder.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../../support/tokens/work/tokens-with.ts';

const missing = compilerUnavailable() ?? softHsm.available();
const title = missing === null ? '' : ` (skipped: ${missing})`;

/** Short, so a hang ends quickly; a healthy call takes a millisecond. */
const deadlineMs = 1500;
/** Loading includes starting a process. */
const deadlines = { load: 4000, list: deadlineMs, login: deadlineMs, sign: deadlineMs, close: deadlineMs };
/** Longer than the test (except `close`), so that a hanging call stays hanging. */
const patient = { load: 600_000, list: 600_000, login: 600_000, sign: 600_000, close: deadlineMs };

/** SoftHSM always keeps a spare empty slot. */
const initialised = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => (token.initialised ? [token.label] : []));

describe.skipIf(missing !== null)(`[T11] a module that misbehaves${title}`, () => {
  let good: SoftHsmTarget;
  let bad: MinimalToken;
  const { folder, remove } = targetFolder('faults');
  beforeAll(async () => {
    good = await softHsm.start();
    bad = makeMinimalToken({ folder });
  });
  afterAll(async () => {
    await good.stop();
    remove();
  });

  /** Finds the key while the module is healthy, so that only `sign` meets the fault. */
  async function signing(at: TokensAtHand) {
    bad.disarm();
    bad.setTriesLeft(3);
    const { id: tokenId, moduleId } = await at.token(bad.label);
    const pins = { tokenId, pin: bad.pin, confirmedLastTry: true };
    await at.tokens.unlock(pins, quietRun);
    const key = (await objectsOf(at, await at.token(bad.label))).find((each) => each.class === 'private-key');
    await at.tokens.lock({ tokenId }, quietRun);
    if (!key) throw new Error('the minimal token has a key');
    const sign = async (): Promise<unknown> =>
      at.tokens.testKey({ ...pins, objectId: key.id }, quietRun).then(
        () => 'none',
        (error: { code?: string }) => error.code,
      );
    return { moduleId, sign };
  }

  const calls = {
    C_GetSlotList: { kinds: ['segv', 'abort', 'exit', 'hang'] },
    C_Login: { kinds: ['segv', 'abort', 'exit', 'hang'] },
    C_Sign: { kinds: ['segv', 'abort', 'exit', 'hang'] },
  } as const;

  /** After C_GetSlotList fails, the module restarts and signs; its constant signature fails verification. */
  const codes = { C_GetSlotList: 'proof-failed', C_Login: 'module-stopped', C_Sign: 'module-stopped' };

  for (const [place, { kinds }] of Object.entries(calls)) {
    it.each(kinds)(`recovers after %s in ${place}, while the other module keeps working`, async (kind) => {
      const at = await tokensWith([good, bad], { deadlines });
      const { moduleId, sign } = await signing(at);
      const other = await at.token(good.label);
      bad.trip(place as 'C_Login', 'before', kind);
      const failing = sign();
      await objectsOf(at, other);
      expect(await failing).toBe(codes[place as keyof typeof codes]);
      await at.token(bad.label);
      const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
      expect(modules.find((each) => each.moduleId === moduleId)).toMatchObject({ state: 'ready', faults: 1 });
    });
  }

  it.each(['C_Login', 'C_Sign'] as const)(
    'does not delay the answers of another module while %s hangs',
    { timeout: 60_000 },
    async (place) => {
      const at = await tokensWith([good, bad], { deadlines: patient });
      const { sign } = await signing(at);
      const other = await at.token(good.label);
      bad.trip(place, 'before', 'hang');
      let isOver = false;
      void sign().then(() => (isOver = true));
      await expect.poll(() => bad.armed(), { timeout: 30_000 }).toBe(false);
      expect(await objectsOf(at, other)).toEqual([]);
      expect(isOver).toBe(false);
    },
  );

  it.each(['segv', 'abort', 'exit', 'hang'] as const)('C_Initialize fails: %s', { timeout: 60_000 }, async (kind) => {
    bad.disarm();
    bad.trip('C_Initialize', 'before', kind);
    const at = await tokensWith([good, bad], { deadlines });
    const { tokens } = await at.tokens.list({ refresh: true }, quietRun);
    expect(initialised(tokens)).toEqual([good.label]);
    const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
    expect(modules.find(({ path }) => path === bad.modulePath)).toMatchObject({
      state: 'stopped',
      code: 'module-stopped',
    });
    await at.token(bad.label);
  });

  it.each(['segv', 'abort', 'exit', 'hang'] as const)(
    'ends with the service despite the fault %s in C_Finalize',
    { timeout: 20_000 },
    async (kind) => {
      bad.disarm();
      const at = await tokensWith([good, bad], { deadlines });
      await at.token(bad.label);
      bad.trip('C_Finalize', 'before', kind);
      at.tokens.close();
      await expect.poll(() => bad.armed(), { timeout: 15_000 }).toBe(false);
    },
  );

  it(
    'is paused after three crashes within a minute, until the person asks for it again',
    { timeout: 20_000 },
    async () => {
      const at = await tokensWith([good, bad], { deadlines });
      bad.disarm();
      const { moduleId } = await at.token(bad.label);
      for (let i = 0; i < 3; i += 1) {
        bad.trip('C_GetSlotList', 'before', 'segv');
        await at.tokens.list({ refresh: true }, quietRun);
      }
      const state = async () => {
        const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
        return modules.find((each) => each.moduleId === moduleId)?.state;
      };
      await at.tokens.list({ refresh: true }, quietRun);
      expect(await state()).toBe('paused');
      await at.tokens.retryModule({ moduleId }, quietRun);
      expect(await state()).toBe('ready');
      await at.token(bad.label);
    },
  );

  it.each([
    ['a NULL function list', makeNullListModule],
    ['a library that is no module', makeLibraryThatIsNoModule],
    ['a text', makeTextNamedAsModule],
    ['a library for another processor', makeModuleForOtherProcessor],
  ])('%s is reported as broken, and the others work', { timeout: 20_000 }, async (_name, make) => {
    const modulePath = make(folder);
    const at = await tokensWith([good, { modulePath, environment: {} }], { deadlines });
    const { tokens } = await at.tokens.list({ refresh: true }, quietRun);
    expect(initialised(tokens)).toEqual([good.label]);
    const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
    const module = modules.find(({ path }) => path === modulePath);
    if (module === undefined) {
      await expect(at.tokens.lookAtModule({ path: modulePath })).rejects.toMatchObject({
        code: 'module-broken',
      });
    } else expect(module).toMatchObject({ state: 'broken', code: 'module-broken' });
  });
});
