// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type {
  ComputerOwnership,
  PreflightCheck,
  PreflightTarget,
} from '../../../shared/schemas/enrolment/preflight.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { ServerAsk } from '../providers/server/server-enrolment.ts';
import type { KnownTrust } from '../providers/server/server-trust.ts';
import { serverAddress } from '../providers/server/server-address.ts';
import { timeQuestionOf } from './ask-time.ts';
import { finding } from './finding.ts';
import { lookAtServer } from './look-at-server.ts';
import { askNetworkManager } from './network-manager.ts';
import { runNetworkTool, type RunNetworkTool } from './run-network-tool.ts';

export interface Preflight {
  /** Contacts no server. `computer` is null if the user was not asked. */
  local(target: PreflightTarget, computer: ComputerOwnership | null): Promise<PreflightCheck[]>;
  /**
   * For `est` and `cmp`: contacts only the profile's host and sends no code. `trustOf` throws `anchor-needed` if the
   * user has not chosen what to trust.
   */
  server(held: HeldProfile, trustOf: () => Promise<KnownTrust>, signal?: AbortSignal): Promise<PreflightCheck[]>;
  /** For `web`, after the user's consent: reads only the date, trusting the profile's anchor or the system's roots. */
  page(held: HeldProfile, trustOf: () => Promise<KnownTrust>, signal?: AbortSignal): Promise<PreflightCheck[]>;
  unasked(): PreflightCheck[];
}

const timeoutMs = 15_000;

export function createPreflight({
  parse,
  now,
  platform = process.platform,
  run = runNetworkTool,
}: {
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly platform?: NodeJS.Platform;
  readonly run?: RunNetworkTool;
}): Preflight {
  return {
    async local(target, computer) {
      // Other platforms have no implementation yet.
      const network = platform === 'linux' ? await askNetworkManager(run) : finding('network-unknown');
      return [judgeTarget(target), judgeComputer(target, computer), network];
    },
    async server({ profile }, trustOf, signal) {
      const address = serverAddress(profile);
      const look = { parse, address, question: timeQuestionOf(address), now, signal: limited(signal) };
      return [...(await lookAtServer(look, await knownOf(trustOf)))];
    },
    async page({ profile }, trustOf, signal) {
      const address = serverAddress(profile);
      const question = { method: 'HEAD', path: address.path } as const;
      const look = { parse, address, question, now, signal: limited(signal) };
      const system = { anchors: 'system', pins: profile.pins ?? [] } as const;
      return [...(await lookAtServer(look, profile.anchor === undefined ? system : await knownOf(trustOf)))];
    },
    unasked: () => [finding('clock-not-compared'), finding('server-not-asked')],
  };
}

function limited(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

async function knownOf(trustOf: () => Promise<KnownTrust>): Promise<KnownTrust | null> {
  try {
    return await trustOf();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'anchor-needed' || error.code === 'server-unreachable') return null;
    if (error.code === 'server-untrusted') return { anchors: [], pins: ['none'] };
    throw error;
  }
}

function judgeTarget(target: PreflightTarget): PreflightCheck {
  const found = { vault: 'key-in-vault', token: 'key-on-token', page: 'key-by-page' } as const;
  return finding(found[target]);
}

function judgeComputer(target: PreflightTarget, computer: ComputerOwnership | null): PreflightCheck {
  if (computer === null) return finding('computer-not-asked');
  if (computer === 'own') return finding('computer-own');
  return finding(target === 'token' ? 'computer-shared-token' : 'computer-shared');
}

export class PreflightBlocked extends Error {
  readonly checks: readonly PreflightCheck[];

  constructor(checks: readonly PreflightCheck[]) {
    super('blocked by the preflight');
    this.checks = checks;
  }
}

export interface PreflightHookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Throws to stop the enrolment. */
  readonly judge: (checks: readonly PreflightCheck[]) => void;
}

export function preflightHook(
  preflight: Pick<Preflight, 'server'>,
  held: HeldProfile,
  { signal, judge }: PreflightHookOptions,
): NonNullable<ServerAsk['before']> {
  return async (known, given) => judge(await preflight.server(held, async () => known, signal ?? given));
}

export function stopping(checks: readonly PreflightCheck[], despiteClock: boolean): PreflightCheck | undefined {
  return checks.find(({ result, subject }) => result === 'bad' && !(despiteClock && subject === 'clock'));
}
