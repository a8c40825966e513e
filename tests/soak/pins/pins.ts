// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createForkChild } from '../../../main/hosts/node/fork-child.ts';
import type { TokenRun } from '../../../main/tokens/tokens-service.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { makeMinimalToken, type MinimalToken } from '../../support/tokens/modules/broken-modules/minimal-token.ts';
import { objectsOf } from '../../support/tokens/work/objects-of.ts';
import { openTokens, quietRun, type OpenTokens } from '../../support/tokens/work/open-tokens.ts';
import { enterPin, type PinCall } from './enter-pin.ts';
import { judgeEntry, type PinReading } from './judge-entry.ts';
import { enterAndKill } from './killed-entry.ts';
import { armFaults, randomEntry, type PinEntry } from './pin-entry.ts';
import { countEntry, newPinReport, type PinReport } from './pin-report.ts';

export interface PinOptions {
  readonly count: number;
  readonly seed: number;
  /** For the module and the app's remembered data. */
  readonly folder: string;
  readonly dist: string;
  readonly onEntry?: (report: PinReport) => void;
}

/** In ms, and short except for `load`, so that hangs end quickly. */
const deadlines = { load: 8000, list: 1000, login: 700, sign: 700, generate: 700, close: 700 };
const pins = ['123456', '654321'] as const;
const wrongPin = '999999';
/** Assumed duration of a call until one has been measured. */
const firstGuessMs = 60;

/**
 * Enters PINs through the real service while the module crashes, hangs, returns errors or is killed with the app. After
 * each entry, checks what reached the module and what was counted.
 */
export async function enterPins(options: PinOptions): Promise<PinReport> {
  const { count, seed, folder, dist } = options;
  const started = performance.now();
  const random = seededRandom(seed);
  mkdirSync(folder, { recursive: true });
  const token = makeMinimalToken({ folder });
  const person = await sitDown(token, { folder, dist });
  const report = newPinReport(seed);
  try {
    for (let index = 0; index < count; index += 1) {
      const entry = randomEntry(random);
      const faults = await person.enters(entry, report);
      if (faults.length > 0) report.failedEntries.add(index);
      report.faults.push(...faults.map((fault) => `seed ${seed} entry ${index} ${JSON.stringify(entry)}: ${fault}`));
      report.seconds = Math.round((performance.now() - started) / 1000);
      options.onEntry?.(report);
    }
  } finally {
    person.leaves();
  }
  return report;
}

interface Person {
  /** Returns what is wrong. */
  enters(entry: PinEntry, report: PinReport): Promise<string[]>;
  leaves(): void;
}

async function sitDown(token: MinimalToken, at: { readonly folder: string; readonly dist: string }): Promise<Person> {
  const open = async (): Promise<OpenTokens> =>
    openTokens([token], { folder: at.folder, startChild: createForkChild(at.dist), deadlines });
  let app = await open();
  let usualMs = firstGuessMs;

  const { id: tokenId, moduleId } = await app.token(token.label);
  await app.tokens.manage({ tokenId, on: true }, quietRun);
  await app.tokens.unlock({ tokenId, pin: token.pin, confirmedLastTry: false }, quietRun);
  const key = (await objectsOf(app, await app.token(token.label))).find((each) => each.class === 'private-key');
  if (key === undefined) throw new Error('the token has no key');
  const objectId = key.id;

  /** Refreshes the list and resumes a paused module. */
  async function look(report: PinReport): Promise<Token> {
    await app.tokens.list({ refresh: true }, quietRun);
    const { modules } = await app.tokens.modules({ refresh: false }, quietRun);
    if (modules.some(({ state }) => state === 'paused')) {
      report.retries += 1;
      await app.tokens.retryModule({ moduleId }, quietRun);
    }
    return app.token(token.label);
  }

  async function read(report: PinReport): Promise<PinReading> {
    const { wrongPins } = await look(report);
    return { attempts: token.attempts(), triesLeft: token.triesLeft(), counted: wrongPins };
  }

  async function restart(): Promise<void> {
    app.close();
    app = await open();
  }

  async function call(entry: PinEntry, confirmedLastTry: boolean): Promise<PinCall> {
    const now = token.pinNow();
    const newPin = pins.find((pin) => pin !== now) ?? '';
    return { work: entry.work, tokenId, pin: entry.right ? now : wrongPin, newPin, objectId, confirmedLastTry };
  }

  async function send(entry: PinEntry, sent: PinCall): Promise<{ outcome: string | null; orphaned: boolean }> {
    if (entry.killedAt === null) {
      armFaults(token, entry.faults);
      return { outcome: await enterPin(app.tokens, sent, runOf(entry)), orphaned: false };
    }
    const where = { modulePath: token.modulePath, ...at };
    const killAfterMs = entry.killedAt * usualMs * 1.5;
    const arm = (): void => armFaults(token, entry.faults);
    const ended = await enterAndKill(sent, where, arm, async () => delay(killAfterMs));
    if (ended.outcome !== null) usualMs = ended.milliseconds;
    return ended;
  }

  return {
    async enters(entry, report) {
      const faults: string[] = [];
      if (token.triesLeft() === 0 && report.outcomes['pin-locked'] !== undefined && entry.locks) {
        report.unblocked += 1;
        token.setTriesLeft(3);
      }
      const previous = await read(report);
      if (entry.restarts) await restart();
      const shown = await look(report);
      if (shown.wrongPins !== previous.counted) faults.push(`${shown.wrongPins} counted after a restart`);
      const before = await read(report);
      const confirmed = entry.confirms === 'always' || (entry.confirms === 'asked' && shown.lastTry);
      const { outcome, orphaned } = await send(entry, await call(entry, confirmed));
      const attempts = token.attempts();
      const fired = entry.faults.length - token.armedFaults();
      token.disarm();
      const after = await read(report);
      if (entry.locks && after.triesLeft > 0) await app.tokens.lock({ tokenId }, quietRun);
      if (token.attempts() !== attempts) faults.push('an attempt reached the module without an entry');
      if (orphaned) faults.push('the module’s process outlived the app');
      faults.push(...judgeEntry({ entry, confirmed, before, after: { ...after, attempts }, outcome, fired }));
      countEntry(report, entry, { outcome, reached: attempts - before.attempts, fired });
      return faults.map((fault) => `${fault} (${outcome ?? 'killed'}, ${JSON.stringify({ before, after, fired })})`);
    },
    leaves: () => app.close(),
  };
}

function runOf({ cancelledAfter }: PinEntry): TokenRun {
  const signal = cancelledAfter === null ? new AbortController().signal : AbortSignal.timeout(cancelledAfter);
  return { signal, progress: () => undefined };
}
