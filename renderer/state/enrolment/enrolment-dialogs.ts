// SPDX-License-Identifier: Apache-2.0
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { DialogInputs, Replaced } from '../dialogs/dialog-inputs.ts';
import { openDialog } from '../dialogs/dialogs-store.ts';
import { goTo } from '../route-store.ts';
import { refreshEnrolment } from './enrolment-store.ts';

type OfRequest = 'enrolment.ask' | 'enrolment.delete' | 'enrolment.reply' | 'enrolment.show';
type OfProfile = 'enrolment.confirm' | 'enrolment.remove-profile';

export function openRequest(name: OfRequest, request: DialogInputs[OfRequest]['request']): void {
  void openDialog(name, { request }).then(refreshEnrolment);
}

export function continueRequest(request: DialogInputs['enrolment.ask']['request']): void {
  openRequest(isServerProtocol(request.profile.protocol) ? 'enrolment.ask' : 'enrolment.reply', request);
}

export function openProfile(name: OfProfile, held: HeldProfile): void {
  void openDialog(name, { held }).then(refreshEnrolment);
}

export function addProfile(): void {
  void openDialog('enrolment.add-profile').then(refreshEnrolment);
}

export function startRequest(profileId: string | null, replaced: Replaced | null = null): void {
  void openDialog('enrolment.apply', { profileId, replaced }).then(refreshEnrolment);
}

export function startReplacement(replaced: Replaced): void {
  goTo('enrolment');
  startRequest(replaced.profileId, replaced);
}
