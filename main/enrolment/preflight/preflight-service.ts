// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import type { ComputerOwnership, PreflightCheck, PreflightTarget } from '../../../shared/schemas/preflight.ts';
import type { ParseClient } from '../../processes/parse-client.ts';
import type { KnownTrust } from '../providers/server/server-trust.ts';
import { serverAddress } from '../providers/server/server-address.ts';
import { timeQuestionOf } from './ask-time.ts';
import { finding } from './finding.ts';
import { lookAtServer } from './look-at-server.ts';
import { askNetworkManager } from './network-manager.ts';
import { runNetworkTool, type RunNetworkTool } from './run-network-tool.ts';

/** Checks before anything of an application is sent (E10). */
export interface Preflight {
  /** Target, computer and network; local only. `computer`: the person's answer; null: not asked. */
  local(target: PreflightTarget, computer: ComputerOwnership | null): Promise<PreflightCheck[]>;
  /**
   * Clock and server of an `est` or `cmp` profile. Contacts only its host, which must have been shown, and never sends
   * the code. `trustOf` may fail with `anchor-needed`: trust not chosen.
   */
  server(held: HeldProfile, trustOf: () => Promise<KnownTrust>, signal?: AbortSignal): Promise<PreflightCheck[]>;
  /**
   * The same for the host of a `web` profile, after consent: queries only the date and checks against the profile's
   * anchor or the system's roots.
   */
  page(held: HeldProfile, trustOf: () => Promise<KnownTrust>, signal?: AbortSignal): Promise<PreflightCheck[]>;
  /** Results when no host is contacted: both unknown. */
  unasked(): PreflightCheck[];
}

/** An answer normally takes a second. */
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
      // Not implemented for Windows and macOS: unknown is better than a guess.
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

/** Null: trust not chosen, or no certificate has the pin. */
async function knownOf(trustOf: () => Promise<KnownTrust>): Promise<KnownTrust | null> {
  try {
    return await trustOf();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'anchor-needed' || error.code === 'server-unreachable') return null;
    if (error.code === 'server-foreign') return { anchors: [], pins: ['none'] };
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
  return finding(target === 'token' ? 'computer-borrowed-token' : 'computer-borrowed');
}
