// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createGrants, grantMs, pauseMs, sameAgainMs, shortestLookMs } from '../../../main/grants/grants.ts';
import { questionFor } from '../../../main/grants/question.ts';
import type { Reach } from '../../../main/grants/reach.ts';
import { hostTarget, type StandingTarget } from '../../../main/grants/standing.ts';
import type { Question } from '../../../main/hosts/host.ts';

const refusedAs = (why: string) => ({ code: 'not-granted', details: { why } });

/** Grants with a person who answers after three seconds, and a changeable target. */
function bench() {
  let now = 0;
  let answer = true;
  let reading = 3 * shortestLookMs;
  let target = 'Firefox';
  const asked: Question[] = [];
  const standing = new Set<string>();
  const key = (kind: string, subject: StandingTarget['subject']) => JSON.stringify([kind, subject]);
  const grants = createGrants({
    reachOf: async (call, input): Promise<Reach | null> => {
      if (call === 'servers.look')
        return { call, facts: [['host', target]], standing: [hostTarget(target, 'connect')] };
      if (call === 'profiles.confirm')
        return { call, facts: [['host', target]], standing: [hostTarget(target, 'connect')] };
      if (call === 'preflight.server') return null;
      return { call, facts: [['place', target]], bound: [JSON.stringify(input)], standing: [] };
    },
    confirm: async (question) => {
      asked.push(question);
      now += reading;
      return await Promise.resolve(answer);
    },
    standing: {
      has: (kind, subject) => standing.has(key(kind, subject)),
      add: (kind, subject) => void standing.add(key(kind, subject)),
    },
    language: () => 'en',
    clock: () => now,
  });
  return {
    grants,
    asked,
    wait: (ms: number) => (now += ms),
    say: (allowed: boolean) => (answer = allowed),
    read: (ms: number) => (reading = ms),
    turnTo: (name: string) => (target = name),
  };
}

const install = { certificates: ['a'], storeIds: ['firefox'], passwords: [] };

test('[X11] a call with a power needs a new question each time', async () => {
  const { grants, asked } = bench();
  await grants.ask('stores.install', install);
  await grants.use('stores.install', install);
  await expect(grants.use('stores.install', install)).rejects.toMatchObject(refusedAs('changed'));
  await grants.ask('stores.install', install);
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatchObject({ allow: 'Install', facts: [{ label: 'Place', value: 'Firefox' }] });
});

test('[X11] calls without a power, and inputs that reach nothing, need no question', async () => {
  const { grants, asked } = bench();
  for (const call of ['certificates.annotate', 'exports.write', 'preflight.server'] as const) {
    await grants.ask(call, {});
    await grants.use(call, {});
  }
  expect(asked).toEqual([]);
});

test('[X11] a grant is valid only for its call, input and target', async () => {
  const { grants, turnTo } = bench();
  await grants.ask('stores.install', install);
  await expect(grants.use('stores.remove', install)).rejects.toMatchObject(refusedAs('changed'));
  const other = { ...install, certificates: ['b'] };
  await expect(grants.use('stores.install', other)).rejects.toMatchObject(refusedAs('changed'));
  turnTo('another profile');
  await expect(grants.use('stores.install', install)).rejects.toMatchObject(refusedAs('changed'));
  turnTo('Firefox');
  await grants.use('stores.install', install);
});

test('[X11] an unused grant expires', async () => {
  const { grants, wait } = bench();
  await grants.ask('stores.install', install);
  wait(grantMs);
  await expect(grants.use('stores.install', install)).rejects.toMatchObject(refusedAs('expired'));
});

test('[X11] a failed call can be repeated without another question until the grant expires', async () => {
  const { grants, asked, wait } = bench();
  await grants.ask('stores.install', install);
  (await grants.use('stores.install', install)).failed();
  await grants.ask('stores.install', install);
  (await grants.use('stores.install', install)).failed();
  expect(asked).toHaveLength(1);
  wait(grantMs);
  await grants.ask('stores.install', install);
  expect(asked).toHaveLength(2);
});

test.each([
  ['tokens.changePin', { tokenId: 't', confirmedLastTry: false }],
  ['tokens.importIdentity', { tokenId: 't', confirmedLastTry: true }],
  ['requests.start', { token: { tokenId: 't', confirmedLastTry: true } }],
] as const)(
  '[X11] [T04] a failed %s that destroys, or uses a last PIN try, is asked about again',
  async (call, input) => {
    const { grants, asked } = bench();
    await grants.ask(call, input);
    (await grants.use(call, input)).failed();
    await expect(grants.use(call, input)).rejects.toMatchObject(refusedAs('changed'));
    await grants.ask(call, input);
    expect(asked).toHaveLength(2);
  },
);

test('[X11] of two simultaneous calls, one asks and the other is refused', async () => {
  const { grants, asked } = bench();
  const both = await Promise.allSettled([
    grants.ask('stores.install', install),
    grants.ask('stores.remove', { items: [] }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(both[1]).toMatchObject({ reason: refusedAs('busy') });
  expect(asked).toHaveLength(1);
});

test('[X11] an answer within a second counts as a refusal', async () => {
  const { grants, read } = bench();
  read(shortestLookMs - 1);
  await expect(grants.ask('stores.install', install)).rejects.toMatchObject(refusedAs('refused'));
});

test('[X11] a refused call is refused again for a while without a question', async () => {
  const { grants, asked, say, wait } = bench();
  say(false);
  await expect(grants.ask('stores.install', install)).rejects.toMatchObject(refusedAs('refused'));
  say(true);
  await expect(grants.ask('stores.install', install)).rejects.toMatchObject(refusedAs('refused'));
  expect(asked).toHaveLength(1);
  wait(sameAgainMs);
  await grants.ask('stores.install', install);
  expect(asked).toHaveLength(2);
});

test('[X11] three refusals in a row stop all questions for a minute', async () => {
  const { grants, asked, say, wait } = bench();
  say(false);
  for (const name of ['a', 'b', 'c']) {
    await expect(grants.ask('stores.install', { ...install, certificates: [name] })).rejects.toMatchObject({});
  }
  say(true);
  for (const call of ['stores.install', 'tokens.allowModule', 'servers.look'] as const) {
    await expect(grants.ask(call, {})).rejects.toMatchObject(refusedAs('paused'));
  }
  expect(asked).toHaveLength(3);
  wait(pauseMs);
  await grants.ask('stores.install', install);
});

test('[X11] the pause of a minute begins with the last of three refusals', async () => {
  const { grants, say, wait } = bench();
  say(false);
  for (const name of ['a', 'b', 'c']) {
    await expect(grants.ask('stores.install', { ...install, certificates: [name] })).rejects.toMatchObject({});
    if (name !== 'c') wait(pauseMs / 3);
  }
  say(true);
  wait(pauseMs - 1);
  await expect(grants.ask('stores.install', {})).rejects.toMatchObject(refusedAs('paused'));
  wait(1);
  await grants.ask('stores.install', install);
});

test('[X11] a confirmed host needs no further question on this computer', async () => {
  const { grants, asked, turnTo } = bench();
  await grants.ask('profiles.confirm', {});
  await grants.use('profiles.confirm', {});
  await grants.ask('servers.look', {});
  await grants.use('servers.look', {});
  expect(asked).toHaveLength(1);
  turnTo('elsewhere.example');
  await grants.ask('servers.look', {});
  expect(asked).toHaveLength(2);
});

test('[X11] confirming a host asks each time', async () => {
  const { grants, asked } = bench();
  for (let time = 0; time < 2; time += 1) {
    await grants.ask('profiles.confirm', {});
    await grants.use('profiles.confirm', {});
  }
  expect(asked).toHaveLength(2);
});

test('[X11] [X10] a question encodes its values, and cuts long ones in the middle', async () => {
  const { grants, asked, turnTo } = bench();
  turnTo(`\u202Ecod.exe\n${'x'.repeat(1000)}end`);
  await grants.ask('stores.install', install);
  const value = asked[0]?.facts[0]?.value ?? '';
  expect(value).toMatch(/^\\u\{202e\}cod\.exe\\u\{a\}x+ … x+end$/);
  expect(value.length).toBeLessThan(320);
});

test('[B04] a question shows codes as words', () => {
  const shown = (fact: Reach['facts'][number], language: string) =>
    questionFor({ call: 'backups.create', facts: [fact], standing: [] }, language).facts;
  expect(shown(['protection', 'recovery'], 'zh-CN')).toEqual([{ label: '解锁方式', value: '恢复码' }]);
  expect(shown(['way', 'os-store'], 'en')).toEqual([{ label: 'Unlocks with', value: 'System password store' }]);
  expect(shown(['setting', 'useUnverified'], 'zh-CN')).toEqual([{ label: '设置', value: '未验证的功能' }]);
});
