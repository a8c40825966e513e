// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { Replaced } from '../../state/enrolment/apply-store.ts';

export type EnrolmentTask =
  | { readonly kind: 'add' }
  | { readonly kind: 'confirm'; readonly held: HeldProfile }
  | { readonly kind: 'remove-profile'; readonly held: HeldProfile }
  /** `replaced`: the certificate to replace (E08). */
  | { readonly kind: 'apply'; readonly profileId: string | null; readonly replaced?: Replaced }
  | { readonly kind: 'show'; readonly request: PendingRequest }
  | { readonly kind: 'reply'; readonly request: PendingRequest }
  /** EST: sends it again. */
  | { readonly kind: 'ask'; readonly request: PendingRequest }
  | { readonly kind: 'delete'; readonly request: PendingRequest };

export type StartTask = (task: EnrolmentTask) => void;
