// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isServerProtocol, type ServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { Services } from '../../../services.ts';

type Profiles = Services['enrolment']['profiles'];

export interface ServerProfile {
  readonly held: HeldProfile;
  readonly protocol: ServerProtocol;
}

export async function serverProfile(profiles: Profiles, profileId: string): Promise<ServerProfile> {
  const held = (await profiles.list()).find(({ id }) => id === profileId);
  if (held === undefined) throw new AppError('not-found');
  const { protocol } = held.profile;
  if (!isServerProtocol(protocol)) throw new AppError('protocol-unsupported', { protocol: protocol.toUpperCase() });
  return { held, protocol };
}

/** Errors: `not-confirmed`, those of `serverProfile`. */
export async function confirmedServer(profiles: Profiles, profileId: string): Promise<ServerProfile> {
  const found = await serverProfile(profiles, profileId);
  if (found.held.confirmedAt === null) throw new AppError('not-confirmed');
  return found;
}
