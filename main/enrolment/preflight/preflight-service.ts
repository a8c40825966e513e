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

/** Looks at what would spoil an application before anything of it goes out (E10). */
export interface Preflight {
  /**
   * Target, computer and network: asks this computer alone. `computer`: what a person said; null: nobody was asked.
   */
  local(target: PreflightTarget, computer: ComputerOwnership | null): Promise<PreflightCheck[]>;
  /**
   * Clock and server of an `est` or `cmp` profile: contacts its host, which has to have been shown, and no other. No code goes there,
   * whatever answers. `trustOf`: whom it has to lead to (`anchor-needed`: nobody has said).
   */
  server(held: HeldProfile, trustOf: () => Promise<KnownTrust>, signal?: AbortSignal): Promise<PreflightCheck[]>;
  /**
   * The same of the host of a `web` profile, which a person has to have agreed to: it is asked for its date alone, and compared
   * with the profile's anchor, or with whom this computer trusts.
   */
  page(held: HeldProfile, trustOf: () => Promise<KnownTrust>, signal?: AbortSignal): Promise<PreflightCheck[]>;
  /** Where nobody is contacted both are unknown. */
  unasked(): PreflightCheck[];
}

/** An answer takes a second; a server that keeps silent is as good as none. */
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
      // Windows and macOS were never asked here, and a guess would be worse than none.
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

/** Null: nobody has said whom to trust. A pin that nobody there has leaves nobody to trust. */
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
