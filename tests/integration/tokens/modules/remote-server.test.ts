// SPDX-License-Identifier: Apache-2.0
import { expect, it, onTestFinished } from 'vitest';
import { followList } from '../../../support/tokens/work/follow-list.ts';
import { p11KitRemote } from '../../../support/tokens/modules/p11-kit-remote.ts';
import { quietRun, tokensWith } from '../../../support/tokens/work/tokens-with.ts';

const missing = p11KitRemote.available();

it.skipIf(missing !== null)(
  `[T02] [T11] a token behind a p11-kit server disappears and returns with its server${missing === null ? '' : ` (skipped: ${missing})`}`,
  { timeout: 90_000 },
  async () => {
    const target = await p11KitRemote.start();
    onTestFinished(async () => target.stop());
    const at = await tokensWith([target]);
    const { id: tokenId } = await at.token(target.label);
    await at.tokens.manage({ tokenId, on: true }, quietRun);
    const pins = { tokenId, pin: target.pin, confirmedLastTry: true };
    const { objectId } = await at.tokens.generate({ ...pins, algorithm: 'ec-p256', label: 'remote' }, quietRun);
    const list = await followList(at.tokens);
    for (let round = 0; round < 3; round += 1) {
      await target.killServer();
      const killedAt = performance.now();
      const calls = [1, 2].map(async () => at.tokens.testKey({ ...pins, objectId }, quietRun));
      const answers = await Promise.allSettled(calls);
      const code = expect.stringMatching(/^token-(removed|not-found)$/);
      for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code } });
      const goneAt = await list.until('gone', (ids) => ids.length === 0);
      await target.restartServer();
      const restartedAt = performance.now();
      const backAt = await list.until('back', (ids) => ids.includes(tokenId));
      console.log(
        `gone after ${(goneAt - killedAt).toFixed(0)} ms, back after ${(backAt - restartedAt).toFixed(0)} ms`,
      );
      await at.tokens.testKey({ ...pins, objectId }, quietRun);
    }
    expect(list.history.map((ids) => ids.length)).toEqual([1, 0, 1, 0, 1, 0, 1]);
    const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
    expect(modules.map(({ state }) => state)).toEqual(['ready']);
  },
);
